package dev.sequences.chassis.unit;

import dev.sequences.chassis.eventlog.Recorded;
import java.sql.SQLException;
import java.util.List;

/**
 * Derives view rows, timers or claims from the events of this service, in the same transaction. All beans of this type
 * receive all events of the unit, in order, before they are stored. An effect makes no decisions and must accept every valid event.
 */
public interface EventEffect {

    void apply(Unit unit, List<Recorded<?>> events) throws SQLException;

    /**
     * Returns the events with the versions of the facts that their decisions used, for facts that are not read with the decision. Called
     * once per unit before all {@link #apply}; a query here serves all events of the unit. Only causes may change.
     */
    default List<Recorded<?>> withBasis(Unit unit, List<Recorded<?>> events) {
        return events;
    }
}
