package dev.sequences.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.demo.SuiteClient.Service;
import dev.sequences.local.demo.SuiteClient.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Simulates the sellers: each pages through their work list and acts on every open item according to their profile. */
final class SellerSimulation {

    private static final int MAX_CONNECTIONS = 8;
    private static final int PAGE_SIZE = 200;
    private static final long POLL_MILLIS = 250;

    private final SuiteClient suite;
    private final Progress progress;
    private final String run;
    private final String sequenceId;
    private final List<Seller> sellers;
    private final DemoOptions options;
    private final Supplier<Instant> suiteTime;
    private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);

    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> leftOpenOnDay = new ConcurrentHashMap<>();
    private final Map<String, Integer> snoozedOnDay = new ConcurrentHashMap<>();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();
    private final AcknowledgedWork acknowledged = new AcknowledgedWork();

    SellerSimulation(
            SuiteClient suite,
            Progress progress,
            String run,
            String sequenceId,
            List<Seller> sellers,
            DemoOptions options,
            Supplier<Instant> suiteTime) {
        this.suite = suite;
        this.progress = progress;
        this.run = run;
        this.sequenceId = sequenceId;
        this.sellers = List.copyOf(sellers);
        this.options = options;
        this.suiteTime = suiteTime;
    }

    AcknowledgedWork acknowledged() {
        return acknowledged;
    }

    /** Returns the number of distinct items of the step on the lists. */
    long listed(String step) {
        return seenOf(step).size();
    }

    /** Returns the number of snoozed items that returned to a list. */
    long returned() {
        return returned.size();
    }

    /**
     * Works until every expected item is listed and every seller has done their actions of the day.
     *
     * @param expected distinct items of a step that must be listed by the end of the day
     */
    void work(int day, boolean lastDay, Map<String, LongSupplier> expected) {
        var task = progress.task("day %d: items worked".formatted(day));
        var workedBefore = acknowledged.all();
        LongSupplier workedToday = () -> acknowledged.all() - workedBefore;
        boolean finished;
        do {
            var before = acknowledged.all();
            runParallel(sellers.stream()
                    .<Callable<Void>>map(seller -> () -> {
                        workList(seller, day, lastDay, () -> task.at(workedToday.getAsLong(), -1));
                        return null;
                    })
                    .toList());
            var idle = acknowledged.all() == before;
            finished = idle && allListed(day, expected);
            task.at(workedToday.getAsLong(), -1);
            if (idle && !finished) {
                Progress.pause(POLL_MILLIS);
            }
        } while (!finished && !task.isStalled());
        task.end(workedToday.getAsLong(), -1);
        if (!finished) {
            expected.forEach((step, count) -> progress.line(
                    "day %d: %s: %,d items listed, %,d expected",
                    day, step, seenOf(step).size(), count.getAsLong()));
        }
    }

    private boolean allListed(int day, Map<String, LongSupplier> expected) {
        return expected.entrySet().stream()
                        .allMatch(entry -> seenOf(entry.getKey()).size()
                                >= entry.getValue().getAsLong())
                && snoozedOnDay.entrySet().stream()
                        .noneMatch(entry -> entry.getValue() < day && !returned.contains(entry.getKey()));
    }

    private void workList(Seller seller, int day, boolean lastDay, Runnable tick) {
        var user = User.seller(seller.name());
        var after = "";
        do {
            var path = "/work-items?due=all&limit=" + PAGE_SIZE + after;
            var page = withConnection(() -> suite.get(Service.WORKLIST, user, path));
            var actions = new ArrayList<Callable<Void>>();
            for (var item : page.path("items")) {
                nextAction(seller, item, day, lastDay)
                        .ifPresent(action -> actions.add(() -> {
                            act(user, item, action, day);
                            tick.run();
                            return null;
                        }));
            }
            runAll(actions);
            var next = page.path("next");
            after = next.isTextual() ? "&after=" + SuiteClient.encoded(next.asText()) : "";
        } while (!after.isEmpty());
    }

    /** Returns the next action; empty for an item that is not open, belongs to another sequence or was handled today. */
    private Optional<SellerAction> nextAction(Seller seller, JsonNode item, int day, boolean lastDay) {
        var id = item.path("id").asText();
        var step = item.path("stepKey").asText();
        if (!item.path("sequenceId").asText().equals(sequenceId)
                || !item.path("status").asText().equals("open")
                || !DemoSequence.STEPS.contains(step)) {
            return Optional.empty();
        }
        seenOf(step).add(id);
        var snoozed = snoozedOnDay.get(id);
        if (closed.contains(id) || leftOpenOnDay.getOrDefault(id, 0) == day || (snoozed != null && snoozed == day)) {
            return Optional.empty();
        }
        if (snoozed != null) {
            returned.add(id);
        }
        var record = item.path("record").path("id").asText();
        var situation = new SellerProfile.OpenItem(
                step.equals(DemoSequence.CALL), roll(record, step), day, lastDay, snoozed != null);
        var action = seller.profile().actOn(situation);
        if (action instanceof SellerAction.Leave) {
            leftOpenOnDay.put(id, day);
            return Optional.empty();
        }
        return Optional.of(action);
    }

    private void act(User user, JsonNode item, SellerAction action, int day) {
        var id = item.path("id").asText();
        var step = item.path("stepKey").asText();
        switch (action) {
            case SellerAction.Complete complete -> {
                var result = complete.callResult();
                if (perform(
                        user, id, "complete", "done", day, result == null ? Map.of() : Map.of("callResult", result))) {
                    closed.add(id);
                    acknowledged.completed(step);
                }
            }
            case SellerAction.Skip skip -> {
                if (perform(user, id, "skip", "skipped", day, Map.of("reason", skip.reason()))) {
                    closed.add(id);
                    acknowledged.skipped(step);
                }
            }
            case SellerAction.Snooze() -> {
                var until = suiteTime.get().plus(DemoSequence.SNOOZE).toString();
                if (perform(user, id, "snooze", "snoozed", day, Map.of("until", until))) {
                    snoozedOnDay.put(id, day);
                    acknowledged.snoozed();
                }
            }
            case SellerAction.Leave() -> leftOpenOnDay.put(id, day);
        }
        if (!options.pace().isZero()) {
            Progress.pause(options.pace().toMillis());
        }
    }

    private boolean perform(User user, String id, String action, String status, int day, Map<String, String> body) {
        var key = "%s-%s-%s-%d".formatted(run, id, action, day);
        var answer = withConnection(
                () -> suite.tryPost(Service.WORKLIST, user, "/work-items/" + id + "/" + action, key, body));
        // A first attempt without an answer may have taken effect; then the retry is refused and the item's status
        // decides.
        if (answer.ok() || (answer.uncertain() && hasStatus(user, id, status))) {
            return true;
        }
        leftOpenOnDay.put(id, day);
        if (acknowledged.countRefusal() <= 3) {
            progress.line("worklist refused to %s item %s of %s: %s", action, id, user.name(), answer.problem());
        }
        return false;
    }

    private boolean hasStatus(User user, String id, String status) {
        var answer = withConnection(() -> suite.tryGet(Service.WORKLIST, user, "/work-items/" + id));
        return answer.ok() && answer.body().path("status").asText().equals(status);
    }

    private int roll(String record, String step) {
        var mixed = (options.seed() * 31 + record.hashCode()) * 31 + step.hashCode();
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) Math.floorMod(mixed ^ (mixed >>> 33), 1000L);
    }

    private Set<String> seenOf(String step) {
        return seen.computeIfAbsent(step, any -> ConcurrentHashMap.newKeySet());
    }

    private <T> T withConnection(Supplier<T> call) {
        connections.acquireUninterruptibly();
        try {
            return call.get();
        } finally {
            connections.release();
        }
    }

    private void runAll(List<Callable<Void>> actions) {
        if (options.pace().isZero()) {
            runParallel(actions);
            return;
        }
        for (var one : actions) {
            runParallel(List.of(one));
        }
    }

    private static void runParallel(List<Callable<Void>> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("The demo was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DemoFailure broken) {
                throw broken;
            }
            throw new IllegalStateException("A simulated seller failed", e.getCause());
        }
    }

    /** Counts what the work list acknowledged. At the end insights must show the same numbers. */
    static final class AcknowledgedWork {

        private final Map<String, AtomicLong> completed = new ConcurrentHashMap<>();
        private final Map<String, AtomicLong> skipped = new ConcurrentHashMap<>();
        private final AtomicLong snoozed = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();

        private void completed(String step) {
            completed.computeIfAbsent(step, any -> new AtomicLong()).incrementAndGet();
        }

        private void skipped(String step) {
            skipped.computeIfAbsent(step, any -> new AtomicLong()).incrementAndGet();
        }

        private void snoozed() {
            snoozed.incrementAndGet();
        }

        private long countRefusal() {
            return refused.incrementAndGet();
        }

        long completedOf(String step) {
            return count(completed, step);
        }

        long skippedOf(String step) {
            return count(skipped, step);
        }

        long closedOf(String step) {
            return completedOf(step) + skippedOf(step);
        }

        long snoozes() {
            return snoozed.get();
        }

        long refusals() {
            return refused.get();
        }

        long all() {
            return DemoSequence.STEPS.stream().mapToLong(this::closedOf).sum() + snoozed.get();
        }

        private static long count(Map<String, AtomicLong> counts, String step) {
            var count = counts.get(step);
            return count == null ? 0 : count.get();
        }
    }
}
