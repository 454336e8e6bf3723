package dev.sequences.enrollment.abtest;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.abtest.model.Significance;
import dev.sequences.enrollment.settings.AbTestSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Checks whether a test has a significant winner or has reached its end without one. */
@ApplicationScoped
public class AbTestTimer implements TimerHandler {

    private final AbTests tests;
    private final long minSample;

    AbTestTimer(AbTests tests, AbTestSettings settings) {
        this.tests = tests;
        this.minSample = settings.minSample();
    }

    @Override
    public String kind() {
        return AbTests.TIMER;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        for (DueTimer timer : due) {
            AbTests.AbTestRow test = tests.lock(unit, timer.owner()).orElse(null);
            if (test == null || test.decidedAt() != null) {
                continue;
            }
            Cause cause = timer.causeBy("system:ab-test");
            Optional<String> winner = Significance.winner(test.a(), test.b(), minSample);
            if (winner.isPresent()) {
                tests.decide(unit, test, "winner", winner.get(), cause);
            } else if (test.endsAt() != null && !unit.now().isBefore(test.endsAt())) {
                tests.decide(unit, test, "not-conclusive", test.defaultVersion(), cause);
            } else if (test.endsAt() != null) {
                tests.scheduleFinalCheck(unit, test.id(), test.endsAt(), cause);
            }
        }
    }
}
