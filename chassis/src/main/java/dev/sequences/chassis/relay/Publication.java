package dev.sequences.chassis.relay;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.contracts.ContractEvent;
import java.util.Optional;

/**
 * Maps private domain events to public contract events. Pure: the same event always gives the same result, since events are republished
 * from the table after the loss of the slot. One bean per service.
 */
public interface Publication {

    /** Returns the contract event, whose type determines the topic; empty if the event is private. */
    Optional<ContractEvent> publish(Recorded<?> event);
}
