package dev.sequences.contracts.crm;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An activity of a customer was recorded. Any producer may publish it; key is {@code <recordType>:<recordId>}.
 *
 * @param activityId id of the activity at its producer; a repeated id counts once
 * @param type email-sent, email-opened, email-replied, email-link-clicked, email-attachment-viewed, email-bounced, opt-out, call-logged, meeting-booked, text-sent or task-done; more may come
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param happenedAt when it happened, UTC
 * @param enrollmentId the enrollment that it belongs to; missing applies it to all open enrollments of the record
 * @param stepId the step instance that it belongs to, e.g. the email that was opened
 * @param result of a logged call, e.g. made: a short kebab-case word; counts for the call step that is open
 */
public record ActivityRecordedV1(
        String activityId,
        String type,
        String recordType,
        String recordId,
        Instant happenedAt,
        @Nullable String enrollmentId,
        @Nullable String stepId,
        @Nullable String result)
        implements ContractEvent {

    /** Without a result. */
    public ActivityRecordedV1(
            String activityId,
            String type,
            String recordType,
            String recordId,
            Instant happenedAt,
            @Nullable String enrollmentId,
            @Nullable String stepId) {
        this(activityId, type, recordType, recordId, happenedAt, enrollmentId, stepId, null);
    }
}
