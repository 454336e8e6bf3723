package dev.sequences.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Starts a component again within a second of its death, as an orchestrator would. Each component has a watcher of its own. */
public final class Supervision implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** So many deaths within so long a time mean that starting again at once does not help. */
    private static final int DEATHS_IN_A_ROW = 5;

    private static final Duration ROW = Duration.ofMinutes(1);
    private static final Duration REST_BETWEEN_DEATHS = Duration.ofSeconds(10);

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

    /** Stops watching. When this returns, nothing is started any more. */
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
                    restIfItKeepsDying(component, deaths);
                    startAgain(component);
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            // Closed; the thread ends here.
        }
    }

    private void startAgain(Component component) throws InterruptedException {
        progress.accept("  %s died; starting it again".formatted(component.id()));
        var began = System.nanoTime();
        try {
            suite.startOne(component);
            var pid = suite.pid(component);
            progress.accept("  %s started again after %s, pid %s"
                    .formatted(
                            component.id(),
                            Stopwatch.seconds(began),
                            pid.isPresent() ? Long.toString(pid.getAsLong()) : "gone"));
        } catch (LocalRunException e) {
            progress.accept("  %s did not start: %s".formatted(component.id(), e.getMessage()));
        }
    }

    private void restIfItKeepsDying(Component component, Deque<Long> deaths) throws InterruptedException {
        while (!deaths.isEmpty() && System.nanoTime() - deaths.getFirst() > ROW.toNanos()) {
            deaths.poll();
        }
        if (deaths.size() > DEATHS_IN_A_ROW) {
            progress.accept("  %s died %d times within a minute; the next start comes in %d s. See %s"
                    .formatted(component.id(), deaths.size(), REST_BETWEEN_DEATHS.toSeconds(), suite.log(component)));
            Thread.sleep(REST_BETWEEN_DEATHS);
        }
    }
}
