package dev.sequences.contracts.segment;

import dev.sequences.contracts.ContractEvent;

/**
 * The segment was deactivated and accepts no new members; existing members and their enrollments are unchanged.
 *
 * @param segmentId the segment
 */
public record SegmentDeactivatedV1(String segmentId) implements ContractEvent {}
