package dev.sequences.enrollment.intake.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.TakeTurn;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.Gate;
import dev.sequences.enrollment.policies.WhenStepHeldThenSetTimer;
import dev.sequences.enrollment.reference.DailyCounts;
import dev.sequences.enrollment.reference.EnrollmentContexts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Releases held steps that are due. Daily caps are counted only here, in the transaction that executes the step. */
@ApplicationScoped
public class HoldTimer implements TimerHandler {

    private final EnrollmentContexts walks;

    HoldTimer(EnrollmentContexts walks) {
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

    /** First come, first served: the step that was held first gets the first free place of a day. */
    @Override
    public boolean firesInOrder() {
        return true;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        // First come, first served: by due time, then by age.
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

    /** A step that is held again for the same reason only gets a later timer and no event, since there may be very many. */
    private List<Turn> turns(Unit unit, List<DueTimer> due) {
        EnrollmentContexts.Walks prepared =
                walks.prepare(unit, due.stream().map(DueTimer::owner).toList());
        List<Turn> turns = new ArrayList<>();
        for (DueTimer timer : due) {
            prepared.of(timer.owner()).ifPresent(walk -> {
                var state = unit.load(ENROLLMENT, timer.owner()).state();
                TakeTurn command = new TakeTurn(
                        WhenStepHeldThenSetTimer.stepOf(timer.id()),
                        null,
                        walk.graph(),
                        walk.recordOwner(),
                        walk.facts(),
                        unit.now());
                Instant again = Gate.again(state, command).orElse(null);
                if (again == null) {
                    String sequenceId = Objects.requireNonNull(EnrollmentDecider.progressOf(state))
                            .subject()
                            .sequenceId();
                    turns.add(new Turn(
                            timer, sequenceId, command, Gate.ask(state, command).orElse(null)));
                } else {
                    unit.timers().reschedule(timer, again);
                }
            });
        }
        return turns;
    }
}
