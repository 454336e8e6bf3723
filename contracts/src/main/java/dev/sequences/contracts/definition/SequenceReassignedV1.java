package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * The owner of the sequence changed.
 *
 * @param sequenceId the sequence
 * @param ownerType user or team
 * @param owner id of the new owner
 * @param businessUnit business unit of the sequence, which does not change; missing if it belongs to the whole organization, and in events
 *     from before this field existed
 */
public record SequenceReassignedV1(
        String sequenceId,
        String ownerType,
        String owner,
        @Nullable String businessUnit) implements ContractEvent {}
