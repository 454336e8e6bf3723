package dev.sequences.contracts.segment;

import dev.sequences.contracts.ContractEvent;

/**
 * No new members; members and their enrollments stay.
 *
 * @param segmentId the segment
 */
public record SegmentDeactivatedV1(String segmentId) implements ContractEvent {}
