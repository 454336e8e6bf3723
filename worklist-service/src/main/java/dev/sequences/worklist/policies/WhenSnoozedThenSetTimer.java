package dev.sequences.worklist.policies;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.worklist.workitem.model.WorkItem;
import dev.sequences.worklist.workitem.model.WorkItem.Known;
import dev.sequences.worklist.workitem.model.WorkItem.Snoozed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one timer per snoozed item, due when the snooze ends; an item that is not snoozed has none. Uses the state after the unit of
 * work, so several changes in one unit leave the correct timer.
 */
@ApplicationScoped
public class WhenSnoozedThenSetTimer implements EventEffect {

    public static final String KIND = "snooze";

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        Map<String, Recorded<?>> last = new LinkedHashMap<>();
        for (Recorded<?> event : events) {
            if (event.aggregateType().equals(WORK_ITEM.name())) {
                last.put(event.aggregateId(), event);
            }
        }
        last.forEach((id, event) -> update(unit, id, unit.load(WORK_ITEM, id).state(), event));
    }

    private static void update(Unit unit, String id, WorkItem item, Recorded<?> event) {
        String timer = KIND + ":" + id;
        if (item instanceof Snoozed snoozed) {
            unit.timers().set(timer, KIND, id, snoozed.details().dueAt(), event);
        } else if (item instanceof Known known && known.details().snoozeCount() > 0) {
            // An item that was never snoozed has no timer, so no delete is sent for it.
            unit.timers().cancel(timer);
        }
    }
}
