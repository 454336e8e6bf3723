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

/** The sellers at work: each pages through the own work list and does with every open item what the seller's habit says. */
final class SalesFloor {

    private static final int CONNECTIONS = 8;
    private static final int PAGE = 200;
    private static final long LOOK_AGAIN_MILLIS = 250;

    private final SuiteClient suite;
    private final Progress progress;
    private final String run;
    private final String sequenceId;
    private final List<Seller> sellers;
    private final DemoOptions options;
    private final Supplier<Instant> suiteTime;
    private final Semaphore connections = new Semaphore(CONNECTIONS);

    private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> leftOnDay = new ConcurrentHashMap<>();
    private final Map<String, Integer> snoozedOnDay = new ConcurrentHashMap<>();
    private final Set<String> cameBack = ConcurrentHashMap.newKeySet();
    private final AcknowledgedWork acknowledged = new AcknowledgedWork();

    SalesFloor(
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

    /** Different items of the step that sellers had in front of them. */
    long listed(String step) {
        return seenOf(step).size();
    }

    /** Items that sellers snoozed and had in front of them again later. */
    long cameBack() {
        return cameBack.size();
    }

    /**
     * Works until every item that must show up has shown up and everybody has done what they want to do today.
     *
     * @param expected how many different items of a step must have been on the lists by the end of the day
     */
    void work(int day, boolean lastDay, Map<String, LongSupplier> expected) {
        var task = progress.task("day %d: items worked".formatted(day));
        var workedBefore = acknowledged.all();
        LongSupplier workedToday = () -> acknowledged.all() - workedBefore;
        boolean finished;
        do {
            var before = acknowledged.all();
            together(sellers.stream()
                    .<Callable<Void>>map(seller -> () -> {
                        look(seller, day, lastDay, () -> task.at(workedToday.getAsLong(), -1));
                        return null;
                    })
                    .toList());
            var quiet = acknowledged.all() == before;
            finished = quiet && allShowedUp(day, expected);
            task.at(workedToday.getAsLong(), -1);
            if (quiet && !finished) {
                Progress.pause(LOOK_AGAIN_MILLIS);
            }
        } while (!finished && !task.standsStill());
        task.end(workedToday.getAsLong(), -1);
        if (!finished) {
            expected.forEach((step, count) -> progress.line(
                    "day %d: %s: %,d items seen, %,d expected",
                    day, step, seenOf(step).size(), count.getAsLong()));
        }
    }

    private boolean allShowedUp(int day, Map<String, LongSupplier> expected) {
        return expected.entrySet().stream()
                        .allMatch(entry -> seenOf(entry.getKey()).size()
                                >= entry.getValue().getAsLong())
                && snoozedOnDay.entrySet().stream()
                        .noneMatch(entry -> entry.getValue() < day && !cameBack.contains(entry.getKey()));
    }

    private void look(Seller seller, int day, boolean lastDay, Runnable tick) {
        var user = User.seller(seller.name());
        var after = "";
        do {
            var path = "/work-items?due=all&limit=" + PAGE + after;
            var page = connected(() -> suite.get(Service.WORKLIST, user, path));
            var todo = new ArrayList<Callable<Void>>();
            for (var item : page.path("items")) {
                choose(seller, item, day, lastDay)
                        .ifPresent(choice -> todo.add(() -> {
                            act(user, item, choice, day);
                            tick.run();
                            return null;
                        }));
            }
            workOff(todo);
            var next = page.path("next");
            after = next.isTextual() ? "&after=" + SuiteClient.encoded(next.asText()) : "";
        } while (!after.isEmpty());
    }

    /** What the seller wants to do now; empty for an item that is not open, not of this story or already decided today. */
    private Optional<Choice> choose(Seller seller, JsonNode item, int day, boolean lastDay) {
        var id = item.path("id").asText();
        var step = item.path("stepKey").asText();
        if (!item.path("sequenceId").asText().equals(sequenceId)
                || !item.path("status").asText().equals("open")
                || !StorySequence.STEPS.contains(step)) {
            return Optional.empty();
        }
        seenOf(step).add(id);
        var snoozed = snoozedOnDay.get(id);
        if (closed.contains(id) || leftOnDay.getOrDefault(id, 0) == day || (snoozed != null && snoozed == day)) {
            return Optional.empty();
        }
        if (snoozed != null) {
            cameBack.add(id);
        }
        var record = item.path("record").path("id").asText();
        var situation =
                new Habit.Situation(step.equals(StorySequence.CALL), roll(record, step), day, lastDay, snoozed != null);
        var choice = seller.habit().choose(situation);
        if (choice instanceof Choice.Leave) {
            leftOnDay.put(id, day);
            return Optional.empty();
        }
        return Optional.of(choice);
    }

    private void act(User user, JsonNode item, Choice choice, int day) {
        var id = item.path("id").asText();
        var step = item.path("stepKey").asText();
        switch (choice) {
            case Choice.Complete complete -> {
                var result = complete.callResult();
                if (did(user, id, "complete", "done", day, result == null ? Map.of() : Map.of("callResult", result))) {
                    closed.add(id);
                    acknowledged.completed(step);
                }
            }
            case Choice.Skip skip -> {
                if (did(user, id, "skip", "skipped", day, Map.of("reason", skip.reason()))) {
                    closed.add(id);
                    acknowledged.skipped(step);
                }
            }
            case Choice.Snooze() -> {
                var until = suiteTime.get().plus(StorySequence.SNOOZE).toString();
                if (did(user, id, "snooze", "snoozed", day, Map.of("until", until))) {
                    snoozedOnDay.put(id, day);
                    acknowledged.snoozed();
                }
            }
            case Choice.Leave() -> leftOnDay.put(id, day);
        }
        if (!options.pace().isZero()) {
            Progress.pause(options.pace().toMillis());
        }
    }

    private boolean did(User user, String id, String action, String status, int day, Map<String, String> body) {
        var key = "%s-%s-%s-%d".formatted(run, id, action, day);
        var answer =
                connected(() -> suite.tryPost(Service.WORKLIST, user, "/work-items/" + id + "/" + action, key, body));
        // A first attempt without an answer may have had its effect; then the repeat is refused, and the item's state
        // tells the truth.
        if (answer.ok() || (answer.uncertain() && hasStatus(user, id, status))) {
            return true;
        }
        leftOnDay.put(id, day);
        if (acknowledged.refused() <= 3) {
            progress.line("worklist refused to %s item %s of %s: %s", action, id, user.name(), answer.problem());
        }
        return false;
    }

    private boolean hasStatus(User user, String id, String status) {
        var answer = connected(() -> suite.tryGet(Service.WORKLIST, user, "/work-items/" + id));
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

    private <T> T connected(Supplier<T> call) {
        connections.acquireUninterruptibly();
        try {
            return call.get();
        } finally {
            connections.release();
        }
    }

    private void workOff(List<Callable<Void>> todo) {
        if (options.pace().isZero()) {
            together(todo);
            return;
        }
        for (var one : todo) {
            together(List.of(one));
        }
    }

    private static void together(List<Callable<Void>> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("The demo was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoryBroken broken) {
                throw broken;
            }
            throw new IllegalStateException("A seller could not go on", e.getCause());
        }
    }

    /** What the work list has acknowledged, by the demo's own count: the yardstick for what insights must show in the end. */
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

        private long refused() {
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
            return StorySequence.STEPS.stream().mapToLong(this::closedOf).sum() + snoozed.get();
        }

        private static long count(Map<String, AtomicLong> counts, String step) {
            var count = counts.get(step);
            return count == null ? 0 : count.get();
        }
    }
}
