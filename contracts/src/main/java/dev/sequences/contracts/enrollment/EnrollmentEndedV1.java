package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
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
        Instant endedAt)
        implements ContractEvent {}
