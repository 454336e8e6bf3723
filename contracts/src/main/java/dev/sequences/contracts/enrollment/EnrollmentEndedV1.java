package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.DerivedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The enrollment ended. Open steps were cancelled before, each with its own event.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param status completed or disconnected
 * @param endReason user-disconnected, sequence-deactivated, record-closed, exit-criterion-met, sequence-completed or advanced; more may come
 * @param disposition free classification given at disconnect
 * @param note remark given at disconnect; may contain personal data
 * @param completedSteps steps completed
 * @param enrolledAt when it began, UTC
 * @param endedAt when it ended, UTC
 * @param recordVersion version of the record on {@code crm.records} that the decision used, as in {@code ce_basis}; missing if none
 * @param definitionVersion version of the sequence on {@code sequences.definitions} that the decision used, as in {@code ce_basis}; missing if none
 */
public record EnrollmentEndedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String status,
        String endReason,
        @Nullable String disposition,
        @Nullable String note,
        int completedSteps,
        Instant enrolledAt,
        Instant endedAt,
        @Nullable String recordVersion,
        @Nullable String definitionVersion)
        implements DerivedEvent {

    /** An event without versions, as of earlier releases. */
    public EnrollmentEndedV1(
            String enrollmentId,
            String sequenceId,
            int version,
            String recordType,
            String recordId,
            String status,
            String endReason,
            @Nullable String disposition,
            @Nullable String note,
            int completedSteps,
            Instant enrolledAt,
            Instant endedAt) {
        this(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                status,
                endReason,
                disposition,
                note,
                completedSteps,
                enrolledAt,
                endedAt,
                null,
                null);
    }

    @Override
    public EnrollmentEndedV1 withVersions(FactVersions versions) {
        return new EnrollmentEndedV1(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                status,
                endReason,
                disposition,
                note,
                completedSteps,
                enrolledAt,
                endedAt,
                versions.ofRecord(recordType, recordId),
                versions.ofDefinition(sequenceId));
    }
}
