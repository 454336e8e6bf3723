package dev.sequences.contracts.segment;

import dev.sequences.contracts.ContractEvent;

/**
 * The segment was deleted; existing enrollments are not affected.
 *
 * @param segmentId the segment
 */
public record SegmentDeletedV1(String segmentId) implements ContractEvent {}
