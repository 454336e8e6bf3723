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
 * A snoozed item has a timer that ends at its due time, and an item that is not snoozed has none. Follows the state after
 * the unit, so that snoozing, moving and closing in one unit leave what is right in the end.
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
        last.forEach((id, event) -> follow(unit, id, unit.load(WORK_ITEM, id).state(), event));
    }

    private static void follow(Unit unit, String id, WorkItem item, Recorded<?> event) {
        String timer = KIND + ":" + id;
        if (item instanceof Snoozed snoozed) {
            unit.timers().set(timer, KIND, id, snoozed.toDo().dueAt(), event);
        } else if (item instanceof Known known && known.toDo().snoozeCount() > 0) {
            // Most items are never snoozed; those spare the database the question for a timer.
            unit.timers().cancel(timer);
        }
    }
}
