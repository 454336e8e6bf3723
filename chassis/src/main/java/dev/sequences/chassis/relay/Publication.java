package dev.sequences.chassis.relay;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.contracts.ContractEvent;
import java.util.Optional;

/**
 * Maps a private domain event to a public one. Pure: the same event gives the same answer for ever, since a lost slot is
 * re-published from the table. One bean per service.
 */
public interface Publication {

    /** Empty for an event that stays private. The topic follows from the contract event's type. */
    Optional<ContractEvent> publish(Recorded<?> event);
}
