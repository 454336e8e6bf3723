package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;

/**
 * The sequence was deactivated and accepts no new enrollments; open ones end with reason {@code sequence-deactivated}.
 *
 * @param sequenceId the sequence
 * @param version the version that was live
 */
public record SequenceDeactivatedV1(String sequenceId, int version) implements ContractEvent {}
