package dev.sequences.chassis.timers;

import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import java.util.List;

/** Takes due timers of one kind, usually by executing a command per timer. A command that no longer fits is dropped by the model. */
public interface TimerHandler {

    String kind();

    /**
     * Whether these timers fire in the order of their due times, as they must where the first to come takes something from the next.
     * Others of a kind may fire at the same time, so two of them may meet at one row.
     */
    default boolean firesInOrder() {
        return false;
    }

    /** All in one transaction with the removal of the timers; owners are preloaded already. */
    void fire(Unit unit, List<DueTimer> due) throws Exception;
}
