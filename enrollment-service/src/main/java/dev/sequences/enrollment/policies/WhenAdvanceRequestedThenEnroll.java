package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AdvanceRequested;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets a timer that enrolls the record in the target sequence after it has left this one. A timer survives a crash. */
@ApplicationScoped
public class WhenAdvanceRequestedThenEnroll implements EventEffect {

    /** Kind of the timers; their ids contain the target sequence. */
    public static final String ADVANCE = "advance";

    private static final String TIMER = ADVANCE + ":";

    /** Returns the id of the target sequence. */
    public static String targetOf(String timerId) {
        return timerId.substring(timerId.lastIndexOf(':') + 1);
    }

    /** Returns the id of the step that requested the advance. */
    public static String stepOf(String timerId) {
        return timerId.substring(TIMER.length(), timerId.lastIndexOf(':'));
    }

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof AdvanceRequested advance) {
                unit.timers()
                        .set(
                                TIMER + advance.stepId() + ":" + advance.toSequenceId(),
                                ADVANCE,
                                recorded.aggregateId(),
                                advance.at(),
                                recorded);
            }
        }
    }
}
