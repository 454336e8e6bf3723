package dev.sequences.enrollment.activity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened with a customer.
 *
 * @param id of the producer; the same id twice counts once
 * @param type one of {@link #TYPES}
 * @param enrollmentId the enrollment it belongs to; null for all open ones of the record
 * @param stepId the step it belongs to
 */
public record Activity(
        String id,
        String type,
        String recordType,
        String recordId,
        Instant at,
        @Nullable String enrollmentId,
        @Nullable String stepId) {

    public static final List<String> TYPES = List.of(
            "email-sent",
            "email-opened",
            "email-replied",
            "email-link-clicked",
            "email-attachment-viewed",
            "email-bounced",
            "opt-out",
            "call-logged",
            "meeting-booked",
            "text-sent",
            "task-done");
}
