package dev.sequences.enrollment.enrollment;

import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.Enrollment.AtStep;
import dev.sequences.enrollment.enrollment.model.Enrollment.AwaitingAnswer;
import dev.sequences.enrollment.enrollment.model.Enrollment.Ended;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failed;
import dev.sequences.enrollment.enrollment.model.Enrollment.Held;
import dev.sequences.enrollment.enrollment.model.Enrollment.Moving;
import dev.sequences.enrollment.enrollment.model.Enrollment.NotStarted;
import dev.sequences.enrollment.enrollment.model.Enrollment.Waiting;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of an enrollment: exactly one component is set, according to the state. Increase the revision of the stored name
 * when the shape of the state or the result of the fold changes; older snapshots are then ignored.
 */
record StoredEnrollment(
        @Nullable AtStep atStep,
        @Nullable Waiting waiting,
        @Nullable AwaitingAnswer awaitingAnswer,
        @Nullable Held held,
        @Nullable Failed failed,
        @Nullable Moving moving,
        @Nullable Ended ended) {

    static StoredEnrollment of(Enrollment state) {
        return switch (state) {
            case AtStep at -> new StoredEnrollment(at, null, null, null, null, null, null);
            case Waiting waiting -> new StoredEnrollment(null, waiting, null, null, null, null, null);
            case AwaitingAnswer awaiting -> new StoredEnrollment(null, null, awaiting, null, null, null, null);
            case Held held -> new StoredEnrollment(null, null, null, held, null, null, null);
            case Failed failed -> new StoredEnrollment(null, null, null, null, failed, null, null);
            case Moving moving -> new StoredEnrollment(null, null, null, null, null, moving, null);
            case Ended ended -> new StoredEnrollment(null, null, null, null, null, null, ended);
            case NotStarted none -> throw new IllegalArgumentException("an enrollment without events has no snapshot");
        };
    }

    Enrollment state() {
        return Stream.<@Nullable Enrollment>of(atStep, waiting, awaitingAnswer, held, failed, moving, ended)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the snapshot contains no known state"));
    }
}
