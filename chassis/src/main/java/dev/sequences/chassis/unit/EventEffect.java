package dev.sequences.chassis.unit;

import dev.sequences.chassis.eventlog.Recorded;
import java.sql.SQLException;
import java.util.List;

/**
 * Something that follows from our own events in the same transaction: a view row, a timer, a claim. All beans of this
 * type see all events of the unit, in order, before they are stored. Must not decide and must not fail for data reasons.
 */
public interface EventEffect {

    void apply(Unit unit, List<Recorded<?>> events) throws SQLException;
}
