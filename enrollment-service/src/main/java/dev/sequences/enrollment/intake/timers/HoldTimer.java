package dev.sequences.enrollment.intake.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.timers.DueTimer;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.TakeTurn;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.Gate;
import dev.sequences.enrollment.policies.WhenStepHeldThenSetTimer;
import dev.sequences.enrollment.reference.DailyCounts;
import dev.sequences.enrollment.reference.WalkContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time of a held step has come. What has a daily cap is counted here and nowhere else, in the transaction that lets
 * it happen.
 */
@ApplicationScoped
public class HoldTimer implements TimerHandler {

    private final WalkContext walks;

    HoldTimer(WalkContext walks) {
        this.walks = walks;
    }

    @Override
    public String kind() {
        return WhenStepHeldThenSetTimer.HOLD;
    }

    private record Turn(DueTimer timer, String sequenceId, TakeTurn command, Gate.@Nullable Ask ask) {

        TakeTurn onDay(LocalDate day) {
            return new TakeTurn(
                    command.stepId(), day, command.graph(), command.recordOwner(), command.facts(), command.at());
        }
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        // First come, first served: by the moment from which each is held, then by age.
        List<DueTimer> inOrder = due.stream()
                .sorted(Comparator.comparing(DueTimer::due).thenComparing(DueTimer::owner))
                .toList();
        List<Turn> turns = turns(unit, inOrder);
        DailyCounts counts = DailyCounts.of(
                unit.connection(),
                turns.stream()
                        .filter(turn -> turn.ask() != null)
                        .map(Turn::sequenceId)
                        .toList());
        for (Turn turn : turns) {
            TakeTurn command = turn.ask() == null
                    ? turn.command()
                    : turn.onDay(counts.take(
                            turn.sequenceId(),
                            turn.ask(),
                            turn.command().graph().timetable().caps()));
            unit.execute(ENROLLMENT, turn.timer().owner(), command, turn.timer().by("system:hold-timer"));
        }
        counts.flush();
    }

    private List<Turn> turns(Unit unit, List<DueTimer> due) {
        WalkContext.Walks prepared =
                walks.prepare(unit, due.stream().map(DueTimer::owner).toList());
        List<Turn> turns = new ArrayList<>();
        for (DueTimer timer : due) {
            String stepId = WhenStepHeldThenSetTimer.stepOf(timer.id());
            var state = unit.load(ENROLLMENT, timer.owner()).state();
            prepared.of(timer.owner())
                    .ifPresent(walk -> turns.add(new Turn(
                            timer,
                            Objects.requireNonNull(EnrollmentDecider.progressOf(state))
                                    .subject()
                                    .sequenceId(),
                            new TakeTurn(stepId, null, walk.graph(), walk.recordOwner(), walk.facts(), unit.now()),
                            Gate.ask(state, stepId, walk.graph(), unit.now()).orElse(null))));
        }
        return turns;
    }
}
