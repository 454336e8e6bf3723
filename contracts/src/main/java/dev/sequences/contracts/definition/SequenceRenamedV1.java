package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * Name or description changed.
 *
 * @param sequenceId the sequence
 * @param name the new name
 * @param description the new description
 */
public record SequenceRenamedV1(
        String sequenceId, String name, @Nullable String description) implements ContractEvent {}
