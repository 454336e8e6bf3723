package dev.sequences.worklist.timers;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.worklist.policies.WhenSnoozedThenSetTimer;
import dev.sequences.worklist.workitem.model.WorkItemCommand.ResumeWorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Ends snoozes: the item is open again. */
@ApplicationScoped
public class SnoozeTimer implements TimerHandler {

    @Override
    public String kind() {
        return WhenSnoozedThenSetTimer.KIND;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        for (DueTimer timer : due) {
            unit.execute(
                    WORK_ITEM,
                    timer.owner(),
                    new ResumeWorkItem(notBefore(unit.now(), timer.due())),
                    timer.causeBy("system:worklist.snooze"));
        }
    }

    /** The pump read its clock after the unit did, so the unit's time may be a little before the due time. */
    private static Instant notBefore(Instant now, Instant due) {
        return due.isAfter(now) ? due : now;
    }
}
