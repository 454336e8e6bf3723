package dev.sequences.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Restarts a component within a second of its death, as an orchestrator would. Each component has its own watcher. */
public final class Supervision implements AutoCloseable {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    /** More deaths than this within {@link #DEATH_PERIOD} delay the next restart. */
    private static final int MAX_DEATHS = 5;

    private static final Duration DEATH_PERIOD = Duration.ofMinutes(1);
    private static final Duration RESTART_DELAY = Duration.ofSeconds(10);

    private final LocalSuite suite;
    private final Consumer<String> progress;
    private final List<Thread> watchers = new ArrayList<>();
    private volatile boolean closed;

    private Supervision(LocalSuite suite, Consumer<String> progress) {
        this.suite = suite;
        this.progress = progress;
    }

    static Supervision of(LocalSuite suite, Consumer<String> progress) {
        var supervision = new Supervision(suite, progress);
        for (var component : suite.components()) {
            supervision.watchers.add(Thread.ofPlatform()
                    .daemon()
                    .name("watch-" + component.id())
                    .start(() -> supervision.watch(component)));
        }
        return supervision;
    }

    /** Stops watching. Nothing is restarted after this returns. */
    @Override
    public void close() {
        closed = true;
        for (var watcher : watchers) {
            watcher.interrupt();
        }
        for (var watcher : watchers) {
            try {
                watcher.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void watch(Component component) {
        Deque<Long> deaths = new ArrayDeque<>();
        try {
            while (!closed) {
                if (!suite.isAlive(component)) {
                    deaths.add(System.nanoTime());
                    delayIfItKeepsDying(component, deaths);
                    restart(component);
                }
                Thread.sleep(POLL_INTERVAL);
            }
        } catch (InterruptedException e) {
            // Closed; the thread ends here.
        }
    }

    private void restart(Component component) throws InterruptedException {
        progress.accept("  %s died; restarting it".formatted(component.id()));
        var began = System.nanoTime();
        try {
            suite.startOne(component);
            var pid = suite.pid(component);
            progress.accept("  %s restarted after %s, pid %s"
                    .formatted(
                            component.id(),
                            Stopwatch.seconds(began),
                            pid.isPresent() ? Long.toString(pid.getAsLong()) : "none"));
        } catch (LocalRunException e) {
            progress.accept("  %s did not start: %s".formatted(component.id(), e.getMessage()));
        }
    }

    private void delayIfItKeepsDying(Component component, Deque<Long> deaths) throws InterruptedException {
        while (!deaths.isEmpty() && System.nanoTime() - deaths.getFirst() > DEATH_PERIOD.toNanos()) {
            deaths.poll();
        }
        if (deaths.size() > MAX_DEATHS) {
            progress.accept("  %s died %d times within a minute; next restart in %d s. See %s"
                    .formatted(component.id(), deaths.size(), RESTART_DELAY.toSeconds(), suite.log(component)));
            Thread.sleep(RESTART_DELAY);
        }
    }
}
