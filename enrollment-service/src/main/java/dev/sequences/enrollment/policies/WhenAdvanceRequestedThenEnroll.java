package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AdvanceRequested;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The record is enrolled in the other sequence right after it has left this one: by a timer, so that no crash loses it. */
@ApplicationScoped
public class WhenAdvanceRequestedThenEnroll implements EventEffect {

    /** Kind of the timers; their ids name the sequence to go to. */
    public static final String ADVANCE = "advance";

    private static final String TIMER = ADVANCE + ":";

    /** The sequence to go to. */
    public static String targetOf(String timerId) {
        return timerId.substring(timerId.lastIndexOf(':') + 1);
    }

    /** The step that leads there. */
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
