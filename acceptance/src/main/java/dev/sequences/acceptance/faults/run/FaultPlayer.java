package dev.sequences.acceptance.faults.run;

import dev.sequences.acceptance.RunningSuite;
import dev.sequences.local.Component;
import dev.sequences.local.LocalSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Breaks and repairs the components of a suite at the times of a schedule. Sends signals only to processes of this suite. */
final class FaultPlayer {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration MAX_HEALING = Duration.ofSeconds(240);

    private final LocalSuite suite;
    private final ConsumerBrake brake;

    /** Current faults by target. */
    private final Map<String, Active> active = new HashMap<>();

    private int played;

    /** @param until {@link System#nanoTime} of the repair */
    private record Active(Fault fault, long until) {}

    FaultPlayer(RunningSuite suite) {
        this.suite = suite.local();
        this.brake = new ConsumerBrake(suite.local().postgres());
    }

    /** Number of faults that had an effect. */
    int played() {
        return played;
    }

    /** Returns at the end of the schedule, when all faults are repaired. Services may not be ready yet. */
    void play(Schedule schedule) throws InterruptedException {
        long start = System.nanoTime();
        for (Fault fault : schedule.faults()) {
            supervise(start + fault.at().toNanos());
            begin(fault);
        }
        supervise(start + schedule.length().toNanos());
        active.replaceAll((target, fault) -> new Active(fault.fault(), System.nanoTime()));
        repair();
    }

    private void begin(Fault fault) throws InterruptedException {
        long until = System.nanoTime() + fault.duration().toNanos();
        Active current = active.get(fault.target());
        if (current != null) {
            active.put(fault.target(), new Active(current.fault(), Math.max(current.until(), until)));
            return;
        }
        switch (fault) {
            case Fault.Kill kill -> {
                if (suite.isAlive(kill.component())) {
                    suite.kill9(kill.component());
                }
            }
            case Fault.Freeze freeze -> suite.freeze(freeze.component());
            case Fault.Stop stop -> {
                if (!brake.stop(stop.consumer())) {
                    // The database is down, so the consumer is stopped anyway.
                    return;
                }
            }
        }
        played++;
        active.put(fault.target(), new Active(fault, until));
    }

    /** Repairs what is due, and restarts services that gave up while the database or the broker was down, as an operator would. */
    private void supervise(long until) throws InterruptedException {
        while (System.nanoTime() < until) {
            repair();
            for (Component component : suite.components()) {
                if (!active.containsKey(component.id()) && !suite.isAlive(component)) {
                    start(component);
                }
            }
            long left = until - System.nanoTime();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(Math.min(left, TICK.toNanos())));
            }
        }
        repair();
    }

    private void repair() throws InterruptedException {
        for (Active due : List.copyOf(active.values())) {
            if (due.until() <= System.nanoTime() && repaired(due.fault())) {
                active.remove(due.fault().target());
            }
        }
    }

    private boolean repaired(Fault fault) throws InterruptedException {
        switch (fault) {
            case Fault.Kill kill -> start(kill.component());
            case Fault.Freeze freeze -> suite.thaw(freeze.component());
            case Fault.Stop stop -> {
                return brake.release(stop.consumer());
            }
        }
        return true;
    }

    private void start(Component component) throws InterruptedException {
        try {
            suite.startOne(component);
        } catch (RuntimeException notNow) {
            // The next round tries again.
        }
    }

    /** Repairs everything and returns when all components are ready; fails after four minutes. */
    void heal() throws InterruptedException {
        long deadline = System.nanoTime() + MAX_HEALING.toNanos();
        List<Component> waiting = new ArrayList<>(suite.components());
        while (!waiting.isEmpty() || !active.isEmpty()) {
            repair();
            for (Component component : List.copyOf(waiting)) {
                if (suite.isReady(component)) {
                    waiting.remove(component);
                } else if (!suite.isAlive(component)) {
                    start(component);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready %d s after the end of all faults: %s %s"
                        .formatted(MAX_HEALING.toSeconds(), waiting, active.keySet()));
            }
            Thread.sleep(TICK);
        }
    }
}
