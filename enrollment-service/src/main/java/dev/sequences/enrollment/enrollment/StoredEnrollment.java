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
 * An enrollment as a snapshot keeps it: exactly one of these is there, which says where the enrollment stands. A change of the state's
 * shape, or of what the fold makes of an event, needs a new revision of the stored name; old snapshots are left aside then.
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
            case NotStarted none -> throw new IllegalArgumentException("nothing has happened yet");
        };
    }

    Enrollment state() {
        return Stream.<@Nullable Enrollment>of(atStep, waiting, awaitingAnswer, held, failed, moving, ended)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a snapshot says nothing that is known here"));
    }
}
