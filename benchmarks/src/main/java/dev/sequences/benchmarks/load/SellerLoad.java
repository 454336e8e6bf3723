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
 * Sellers who work their lists over HTTP: each reads a page of their list, completes every open item on it, and polls again. A
 * completion opens the next step, which appears on the same list.
 */
public final class SellerLoad implements AutoCloseable {

    private static final int PAGE = 200;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(25);

    /** A seller with batches waits for a full batch while the list grows; otherwise the benchmark would measure list reads. */
    private static final Duration BATCH_INTERVAL = Duration.ofSeconds(2);

    private final SuiteCalls calls;
    private final String sequenceId;
    private final Pace pace;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong nextTurn = new AtomicLong(System.nanoTime());
    private final List<Latencies> latencies = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    /**
     * @param perSecond completions per second of all sellers together; 0 means unlimited
     * @param batch items per call; 1 uses the call for a single item
     */
    public record Pace(double perSecond, int batch) {

        public static final Pace AS_FAST_AS_POSSIBLE = new Pace(0, 1);

        public static Pace paced(double perSecond) {
            return new Pace(perSecond, 1);
        }
    }

    private SellerLoad(SuiteCalls calls, String sequenceId, Pace pace) {
        this.calls = calls;
        this.sequenceId = sequenceId;
        this.pace = pace;
    }

    public static SellerLoad open(SuiteCalls calls, String sequenceId, List<String> sellers, Pace pace) {
        var load = new SellerLoad(calls, sequenceId, pace);
        for (var seller : sellers) {
            var own = new Latencies();
            load.latencies.add(own);
            load.threads.add(Thread.ofVirtual().name(seller).start(() -> load.work(User.seller(seller), own)));
        }
        return load;
    }

    /** Returns the confirmed completions. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Returns the calls that were refused or failed. */
    public long refused() {
        return refused.get();
    }

    /** Returns the completions without an answer; they may have taken effect. */
    public long unanswered() {
        return unanswered.get();
    }

    /** Returns the number of list reads. */
    public long lists() {
        return lists.get();
    }

    /** Returns the latencies; call after {@link #close}. */
    public Latencies latencies() {
        return Latencies.merged(latencies);
    }

    /** Stops all sellers and returns when the last call has ended. */
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
                if (items.size() < pace.batch()) {
                    Await.pause(pace.batch() == 1 ? POLL_INTERVAL : BATCH_INTERVAL);
                    if (items.size() > seen) {
                        seen = items.size();
                        continue;
                    }
                }
                seen = 0;
                for (var from = 0; from < items.size() && open; from += pace.batch()) {
                    awaitTurn();
                    complete(seller, items.subList(from, Math.min(from + pace.batch(), items.size())), own);
                }
            } catch (IOException | RuntimeException failure) {
                refused.incrementAndGet();
                Await.pause(Duration.ofMillis(100));
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
            var answer = pace.batch() == 1
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
                acknowledged.addAndGet(pace.batch() == 1 ? 1 : accepted(answer.json()));
                own.add(System.nanoTime() - began);
            } else {
                refused.incrementAndGet();
                // A service that is briefly down answers 503; the item stays on the list and is retried.
                Await.pause(Duration.ofMillis(50));
            }
        } catch (IOException e) {
            unanswered.addAndGet(items.size());
            Await.pause(Duration.ofMillis(50));
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
        if (pace.perSecond() <= 0) {
            return;
        }
        var between = (long) (1e9 / pace.perSecond());
        // Turns missed while a service was down are dropped, so that no burst follows an outage.
        var earliest = System.nanoTime() - 100_000_000L;
        var turn = nextTurn.updateAndGet(last -> Math.max(last + between, earliest));
        var wait = turn - System.nanoTime();
        if (wait > 0) {
            Await.pause(Duration.ofNanos(wait));
        }
    }
}
