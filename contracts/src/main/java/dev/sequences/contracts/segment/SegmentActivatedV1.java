package dev.sequences.contracts.segment;

import dev.sequences.contracts.ContractEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The segment was activated and accepts members.
 *
 * @param segmentId the segment
 * @param version version of its rule; grows with each activation
 * @param name up to 100 characters
 * @param recordType lead, opportunity, account or contact; more may come
 * @param priority 1 is first
 * @param conditions the condition tree as drawn
 * @param sequenceId sequence that members are enrolled in
 */
public record SegmentActivatedV1(
        String segmentId,
        int version,
        String name,
        String recordType,
        int priority,
        Map<String, Object> conditions,
        @Nullable String sequenceId)
        implements ContractEvent {}
