package dev.sequences.enrollment.enrollment;

import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import org.jspecify.annotations.Nullable;

/** Response of a command. {@code GET /enrollments/{id}} returns the complete enrollment. */
public record EnrollmentAnswer(
        String id,
        @Nullable String sequenceId,
        int version,
        @Nullable String recordType,
        @Nullable String recordId,
        String status,
        @Nullable String endReason,
        @Nullable String errorCode) {

    static EnrollmentAnswer of(String id, Enrollment state) {
        Enrollment.Progress progress = EnrollmentDecider.progressOf(state);
        EndReason reason = state instanceof Enrollment.Ended ended ? ended.reason() : null;
        String error = errorCode(state);
        return new EnrollmentAnswer(
                id,
                progress == null ? null : progress.subject().sequenceId(),
                progress == null ? 0 : progress.subject().version(),
                progress == null ? null : progress.subject().recordType(),
                progress == null ? null : progress.subject().recordId(),
                error != null ? "error" : reason == null ? "connected" : reason.status(),
                reason == null ? null : reason.label(),
                error);
    }

    private static @Nullable String errorCode(Enrollment state) {
        return switch (state) {
            case Enrollment.Failed failed -> failed.code();
            case Enrollment.Ended ended
            when ended.advance() != null && ended.advance().failure() != null ->
                ended.advance().failure().code();
            default -> null;
        };
    }
}
