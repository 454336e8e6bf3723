package dev.sequences.benchmarks.load;

import dev.sequences.benchmarks.report.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Clients that each wait for an answer before the next call. */
public final class ClosedLoop {

    private ClosedLoop() {}

    /** The next call of a client. */
    @FunctionalInterface
    public interface Client {

        /** @return null when no work is left */
        SuiteCalls.@Nullable Answer next() throws IOException;
    }

    /**
     * @param failures counts by the problem of refused calls
     * @param seconds shorter than the window when the work ran out
     */
    public record Outcome(int clients, Latencies latencies, Map<String, Long> failures, double seconds) {

        public double perSecond() {
            return latencies.size() / seconds;
        }

        /** Empty when every call succeeded. */
        public String problems() {
            return failures.entrySet().stream()
                    .map(failure -> failure.getValue() + " x " + failure.getKey())
                    .collect(Collectors.joining(", "));
        }
    }

    public static Outcome run(int clients, Duration window, IntFunction<Client> clientOf) {
        var failures = new ConcurrentHashMap<String, LongAdder>();
        var parts = new ArrayList<Latencies>();
        var gate = new Phaser(clients + 1);
        var threads = new ArrayList<Thread>();
        for (var number = 0; number < clients; number++) {
            var client = clientOf.apply(number);
            var latencies = new Latencies();
            parts.add(latencies);
            threads.add(Thread.ofVirtual().name("client-" + number).start(() -> {
                gate.arriveAndAwaitAdvance();
                work(client, System.nanoTime() + window.toNanos(), latencies, failures);
            }));
        }
        gate.arriveAndAwaitAdvance();
        var began = System.nanoTime();
        joinAll(threads);
        var seconds = (System.nanoTime() - began) / 1e9;
        var counted = new TreeMap<String, Long>();
        failures.forEach((problem, count) -> counted.put(problem, count.sum()));
        return new Outcome(clients, Latencies.merged(parts), counted, seconds);
    }

    private static void work(
            Client client, long until, Latencies latencies, ConcurrentHashMap<String, LongAdder> failures) {
        while (System.nanoTime() < until) {
            var began = System.nanoTime();
            try {
                var answer = client.next();
                if (answer == null) {
                    return;
                }
                if (answer.ok()) {
                    latencies.add(System.nanoTime() - began);
                } else {
                    count(failures, answer.problem());
                }
            } catch (IOException e) {
                count(failures, "no answer: " + e.getClass().getSimpleName());
            } catch (RuntimeException e) {
                count(failures, e.toString());
                return;
            }
        }
    }

    private static void count(ConcurrentHashMap<String, LongAdder> failures, String problem) {
        failures.computeIfAbsent(problem, any -> new LongAdder()).increment();
    }

    static void joinAll(List<Thread> threads) {
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                threads.forEach(Thread::interrupt);
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
