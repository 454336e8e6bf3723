package dev.sequences.enrollment.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentContexts;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReleaseHeldStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.Gate;
import dev.sequences.enrollment.reference.DailyCounts;
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

    private final EnrollmentContexts contexts;

    HoldTimer(EnrollmentContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public String kind() {
        return StepTimer.HOLD.kind();
    }

    private record DueStep(
            DueTimer timer,
            EnrollmentContexts.Context context,
            String sequenceId,
            ReleaseHeldStep command,
            Gate.@Nullable CapRequest capRequest) {

        ReleaseHeldStep onDay(LocalDate day) {
            return new ReleaseHeldStep(
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
        List<DueStep> dueSteps = dueSteps(unit, inOrder);
        DailyCounts counts = DailyCounts.of(
                unit.connection(),
                dueSteps.stream()
                        .filter(step -> step.capRequest() != null)
                        .map(DueStep::sequenceId)
                        .toList());
        for (DueStep step : dueSteps) {
            ReleaseHeldStep command = step.capRequest() == null
                    ? step.command()
                    : step.onDay(counts.reserve(
                            step.sequenceId(),
                            step.capRequest(),
                            step.command().graph().timetable().caps()));
            unit.execute(
                    ENROLLMENT,
                    step.timer().owner(),
                    command,
                    step.context().basedOn(step.timer().causeBy("system:hold-timer")));
        }
        counts.flush();
    }

    /** A step that is held again for the same reason only gets a later timer and no event, since there may be very many. */
    private List<DueStep> dueSteps(Unit unit, List<DueTimer> due) {
        EnrollmentContexts.Batch prepared =
                contexts.prepare(unit, due.stream().map(DueTimer::owner).toList());
        List<DueStep> dueSteps = new ArrayList<>();
        for (DueTimer timer : due) {
            prepared.of(timer.owner()).ifPresent(context -> {
                var state = unit.load(ENROLLMENT, timer.owner()).state();
                ReleaseHeldStep command = new ReleaseHeldStep(
                        StepTimer.stepOf(timer.id()),
                        null,
                        context.graph(),
                        context.recordOwner(),
                        context.facts(),
                        unit.now());
                Instant recheckAt = Gate.recheckAt(state, command).orElse(null);
                if (recheckAt == null) {
                    String sequenceId = Objects.requireNonNull(EnrollmentDecider.progressOf(state))
                            .subject()
                            .sequenceId();
                    dueSteps.add(new DueStep(
                            timer,
                            context,
                            sequenceId,
                            command,
                            Gate.capRequest(state, command).orElse(null)));
                } else {
                    unit.timers().reschedule(timer, recheckAt);
                }
            });
        }
        return dueSteps;
    }
}
