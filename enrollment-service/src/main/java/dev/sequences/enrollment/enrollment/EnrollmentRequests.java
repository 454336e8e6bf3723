package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.decider.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HTTP request and response bodies of the enrollment commands. */
public final class EnrollmentRequests {

    private EnrollmentRequests() {}

    /** {@code assignee}: id of a user who gets all steps, independent of the record's owner. */
    public record NewEnrollment(
            @Nullable String sequenceId,
            @Nullable String recordType,
            @Nullable String recordId,
            @Nullable String startAtStep,
            @Nullable String assignee) {}

    /** Up to 500 records of one type. */
    public record BulkEnrollment(
            @Nullable String sequenceId,
            @Nullable String recordType,
            @Nullable List<String> recordIds) {}

    /** Up to 500 enrollments. */
    public record BulkRetry(@Nullable List<String> ids) {}

    public record Disconnect(
            @Nullable String disposition, @Nullable String note) {}

    /** Outcome of one item. */
    public record BulkResult(
            String item,
            String status,
            @Nullable String id,
            @Nullable String code,
            @Nullable String message) {

        static BulkResult refused(String item, String code, @Nullable String message) {
            return new BulkResult(item, "refused", null, code, message);
        }

        static BulkResult refused(String item, Refusal reason) {
            return refused(item, reason.code(), reason.message());
        }
    }

    public record BulkResults(List<BulkResult> results) {}
}
