package dev.sequences.benchmarks.stage;

import dev.sequences.local.Component;
import dev.sequences.local.LocalSuite;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Watches a suite start and records how old each service's process was when it first reported ready. */
public final class StartWatch implements AutoCloseable {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final LocalSuite suite;
    private final Map<Component, Duration> readyAfter = new ConcurrentHashMap<>();
    private final Thread thread;

    private StartWatch(LocalSuite suite) {
        this.suite = suite;
        this.thread = Thread.ofPlatform().daemon().name("start-watch").unstarted(this::watch);
    }

    public static StartWatch on(LocalSuite suite) {
        var watch = new StartWatch(suite);
        watch.thread.start();
        return watch;
    }

    public static StartWatch none(LocalSuite suite) {
        return new StartWatch(suite);
    }

    public Map<Component, Duration> readyAfter() {
        return Map.copyOf(readyAfter);
    }

    private void watch() {
        try {
            while (readyAfter.size() < Component.services().size()) {
                for (var service : Component.services()) {
                    if (!readyAfter.containsKey(service) && suite.isReady(service)) {
                        suite.uptime(service).ifPresent(age -> readyAfter.put(service, age));
                    }
                }
                Thread.sleep(POLL_INTERVAL);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
