package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.DerivedEvent;
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
 * @param recordVersion version of the record on {@code crm.records} that the decision used, as in {@code ce_basis}; missing if none
 * @param definitionVersion version of the sequence on {@code sequences.definitions} that the decision used, as in {@code ce_basis}; missing if none
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
        String assigneeId,
        @Nullable String recordVersion,
        @Nullable String definitionVersion)
        implements DerivedEvent {

    /** An event without versions, as of earlier releases. */
    public RecordEnrolledV1(
            String enrollmentId,
            String sequenceId,
            int version,
            String recordType,
            String recordId,
            String source,
            @Nullable String segmentId,
            String assigneeType,
            String assigneeId) {
        this(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                source,
                segmentId,
                assigneeType,
                assigneeId,
                null,
                null);
    }

    @Override
    public RecordEnrolledV1 withVersions(FactVersions versions) {
        return new RecordEnrolledV1(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                source,
                segmentId,
                assigneeType,
                assigneeId,
                versions.ofRecord(recordType, recordId),
                versions.ofDefinition(sequenceId));
    }
}
