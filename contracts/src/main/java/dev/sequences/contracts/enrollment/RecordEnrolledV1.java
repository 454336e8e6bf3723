package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * A record was enrolled in a sequence.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param source manual, bulk, segment, command or api; more may come
 * @param segmentId the segment that enrolled it, if any
 * @param assigneeType user or team
 * @param assigneeId assignee of the steps at this time
 */
public record RecordEnrolledV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String source,
        @Nullable String segmentId,
        String assigneeType,
        String assigneeId)
        implements ContractEvent {}
