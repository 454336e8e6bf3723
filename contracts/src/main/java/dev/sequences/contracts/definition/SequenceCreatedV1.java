package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * A sequence was created; it is inactive.
 *
 * @param sequenceId the sequence
 * @param name up to 160 characters
 * @param description up to 2000 characters
 * @param recordType lead, opportunity, account or contact; more may come; fixed for the life of the sequence
 * @param owner user id of the owner
 * @param businessUnit business unit of the sequence, which never changes; missing if it belongs to the whole organization, and in events
 *     from before this field existed
 */
public record SequenceCreatedV1(
        String sequenceId,
        String name,
        @Nullable String description,
        String recordType,
        String owner,
        @Nullable String businessUnit)
        implements ContractEvent {}
