package dev.sequences.chassis.timers;

import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import java.util.List;

/**
 * Handles due timers of one kind, usually by executing one command per timer. The model ignores a command that no longer applies.
 */
public interface TimerHandler {

    String kind();

    /**
     * Whether these timers must fire in the order of their due times, e.g. because they compete for a limited resource. Unordered timers
     * fire concurrently, so two of them may access the same row.
     */
    default boolean firesInOrder() {
        return false;
    }

    /** Handles the timers in the transaction that deletes them. Their owners are preloaded. */
    void fire(Unit unit, List<DueTimer> due) throws Exception;
}
