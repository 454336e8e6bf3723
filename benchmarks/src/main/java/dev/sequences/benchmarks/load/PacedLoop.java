package dev.sequences.benchmarks.load;

import dev.sequences.benchmarks.load.ClosedLoop.Client;
import dev.sequences.benchmarks.load.ClosedLoop.Outcome;
import dev.sequences.benchmarks.report.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Clients that call at predetermined times, like independent users. The latency counts from the planned time of the call, so a call that
 * is delayed by a slow one counts as slow, too.
 */
public final class PacedLoop {

    private PacedLoop() {}

    /** @param perSecond calls of all clients together */
    public static Outcome run(int clients, int perSecond, Duration window, IntFunction<Client> clientOf) {
        var failures = new ConcurrentHashMap<String, LongAdder>();
        var parts = new ArrayList<Latencies>();
        var threads = new ArrayList<Thread>();
        var began = System.nanoTime() + 10_000_000;
        var calls = window.toNanos() * perSecond / 1_000_000_000 / clients;
        for (var number = 0; number < clients; number++) {
            var client = clientOf.apply(number);
            var latencies = new Latencies();
            var offset = number;
            parts.add(latencies);
            threads.add(Thread.ofVirtual().name("paced-" + number).start(() -> {
                for (var call = 0L; call < calls; call++) {
                    var due = began + (call * clients + offset) * 1_000_000_000 / perSecond;
                    for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    one(client, due, latencies, failures);
                }
            }));
        }
        ClosedLoop.joinAll(threads);
        var seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Long> counted = new TreeMap<>();
        failures.forEach((problem, count) -> counted.put(problem, count.sum()));
        return new Outcome(clients, Latencies.merged(parts), counted, seconds);
    }

    private static void one(
            Client client, long due, Latencies latencies, ConcurrentHashMap<String, LongAdder> failures) {
        try {
            var answer = client.next();
            if (answer == null) {
                return;
            }
            if (answer.ok()) {
                latencies.add(System.nanoTime() - due);
            } else {
                failures.computeIfAbsent(answer.problem(), any -> new LongAdder())
                        .increment();
            }
        } catch (IOException e) {
            failures.computeIfAbsent("no answer: " + e.getClass().getSimpleName(), any -> new LongAdder())
                    .increment();
        }
    }
}
