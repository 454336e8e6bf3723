package dev.sequences.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.benchmarks.load.SuiteCalls.User;
import dev.sequences.benchmarks.report.Latencies;
import dev.sequences.local.Component;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sellers who work their lists over HTTP: each reads a page of the own list, completes every open item of it, and looks again. What
 * they complete opens the next step, which comes back to the same list.
 */
public final class SalesFloor implements AutoCloseable {

    private static final int PAGE = 200;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    /** Who works in batches waits for a batch as long as the list grows: an eager reader of a short list would measure lists. */
    private static final Duration BATCH_AGAIN = Duration.ofSeconds(2);

    private final SuiteCalls calls;
    private final String sequenceId;
    private final Habit habit;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong nextTurn = new AtomicLong(System.nanoTime());
    private final List<Latencies> latencies = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    /**
     * @param perSecond of all sellers together; 0 for as fast as they can
     * @param batch how many items one call completes; 1 is the call for one item
     */
    public record Habit(double perSecond, int batch) {

        public static final Habit AS_FAST_AS_POSSIBLE = new Habit(0, 1);

        public static Habit paced(double perSecond) {
            return new Habit(perSecond, 1);
        }
    }

    private SalesFloor(SuiteCalls calls, String sequenceId, Habit habit) {
        this.calls = calls;
        this.sequenceId = sequenceId;
        this.habit = habit;
    }

    public static SalesFloor open(SuiteCalls calls, String sequenceId, List<String> sellers, Habit habit) {
        var floor = new SalesFloor(calls, sequenceId, habit);
        for (var seller : sellers) {
            var own = new Latencies();
            floor.latencies.add(own);
            floor.threads.add(Thread.ofVirtual().name(seller).start(() -> floor.work(User.seller(seller), own)));
        }
        return floor;
    }

    /** Completions that a service has confirmed. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Calls that were answered with a refusal or a failure. */
    public long refused() {
        return refused.get();
    }

    /** Completions whose call broke off: they may have had their effect. */
    public long unanswered() {
        return unanswered.get();
    }

    /** Reads of a list. */
    public long lists() {
        return lists.get();
    }

    /** Only after {@link #close}. */
    public Latencies latencies() {
        return Latencies.merged(latencies);
    }

    /** Sends everybody home and returns when the last call is over. */
    @Override
    public void close() {
        open = false;
        ClosedLoop.joinAll(threads);
    }

    private void work(User seller, Latencies own) {
        var seen = 0;
        while (open) {
            try {
                var items = openItems(seller);
                if (items.size() < habit.batch()) {
                    Patience.pause(habit.batch() == 1 ? LOOK_AGAIN : BATCH_AGAIN);
                    if (items.size() > seen) {
                        seen = items.size();
                        continue;
                    }
                }
                seen = 0;
                for (var from = 0; from < items.size() && open; from += habit.batch()) {
                    awaitTurn();
                    complete(seller, items.subList(from, Math.min(from + habit.batch(), items.size())), own);
                }
            } catch (IOException | RuntimeException noList) {
                refused.incrementAndGet();
                Patience.pause(Duration.ofMillis(100));
            }
        }
    }

    private List<String> openItems(User seller) throws IOException {
        lists.incrementAndGet();
        var answer = calls.send(seller, "GET", Component.WORKLIST, "/work-items?due=all&limit=" + PAGE, null);
        if (!answer.ok()) {
            throw new IOException(answer.problem());
        }
        var ids = new ArrayList<String>();
        for (JsonNode item : answer.json().path("items")) {
            if (item.path("sequenceId").asText().equals(sequenceId)
                    && item.path("status").asText().equals("open")) {
                ids.add(item.path("id").asText());
            }
        }
        return ids;
    }

    private void complete(User seller, List<String> items, Latencies own) {
        var began = System.nanoTime();
        try {
            var answer = habit.batch() == 1
                    ? calls.send(
                            seller,
                            "POST",
                            Component.WORKLIST,
                            "/work-items/" + items.getFirst() + "/complete",
                            Map.of("note", "Done as agreed"))
                    : calls.send(
                            seller,
                            "POST",
                            Component.WORKLIST,
                            "/work-items/bulk",
                            Map.of("action", "complete", "ids", items, "note", "Done as agreed"));
            if (answer.ok()) {
                acknowledged.addAndGet(habit.batch() == 1 ? 1 : accepted(answer.json()));
                own.add(System.nanoTime() - began);
            } else {
                refused.incrementAndGet();
                // A service that is down for a moment answers 503; the item stays on the list and its turn comes again.
                Patience.pause(Duration.ofMillis(50));
            }
        } catch (IOException e) {
            unanswered.addAndGet(items.size());
            Patience.pause(Duration.ofMillis(50));
        }
    }

    private long accepted(JsonNode answer) {
        long accepted = 0;
        for (var result : answer.path("results")) {
            if (result.path("status").asInt() / 100 == 2) {
                accepted++;
            } else {
                refused.incrementAndGet();
            }
        }
        return accepted;
    }

    private void awaitTurn() {
        if (habit.perSecond() <= 0) {
            return;
        }
        var between = (long) (1e9 / habit.perSecond());
        // Turns that were missed while a service was down are not made up for, so that a pause is not followed by a
        // flood.
        var earliest = System.nanoTime() - 100_000_000L;
        var turn = nextTurn.updateAndGet(last -> Math.max(last + between, earliest));
        var wait = turn - System.nanoTime();
        if (wait > 0) {
            Patience.pause(Duration.ofNanos(wait));
        }
    }
}
