package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;
import java.util.List;

/**
 * The tags of the sequence changed.
 *
 * @param sequenceId the sequence
 * @param tagIds all tags of the sequence after the change; deleting a tag later removes it without another event of the sequence
 */
public record SequenceTaggedV1(String sequenceId, List<String> tagIds) implements ContractEvent {}
