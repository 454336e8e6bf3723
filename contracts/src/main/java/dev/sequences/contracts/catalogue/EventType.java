package dev.sequences.contracts.catalogue;

import dev.sequences.contracts.ContractEvent;

/**
 * Name, topic and record type of a published event.
 *
 * @param name value of {@code ce_type}: {@code sequences.<aggregate>.<event>.v<major>}, never a class name
 * @param topic the one topic that carries it
 * @param shape the record whose JSON is the value
 */
public record EventType(String name, String topic, Class<? extends ContractEvent> shape) {}
