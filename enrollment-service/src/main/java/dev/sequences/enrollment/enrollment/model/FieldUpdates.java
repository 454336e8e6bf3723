package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateRequested;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a walk has asked to be set in its record and the record may not show yet. Also a walk that is held, or has failed, goes
 * on with what it set itself, as long as nobody has heard of another change of the record.
 */
public record FieldUpdates(List<FieldUpdateRequested> asked) {

    public static final FieldUpdates NONE = new FieldUpdates(List.of());

    public FieldUpdates {
        asked = List.copyOf(asked);
    }

    FieldUpdates and(FieldUpdateRequested update) {
        return new FieldUpdates(Stream.concat(asked.stream(), Stream.of(update)).toList());
    }

    /** Those that a record which changed at this moment cannot show; all of them when it has not changed. */
    public FieldUpdates since(@Nullable Instant changed) {
        return changed == null || asked.isEmpty()
                ? this
                : new FieldUpdates(asked.stream()
                        .filter(update -> !update.at().isBefore(changed))
                        .toList());
    }

    /** The record as it will be. */
    public RecordFacts on(RecordFacts facts) {
        RecordFacts changed = facts;
        for (FieldUpdateRequested update : asked) {
            changed = changed.with(update.field(), update.value());
        }
        return changed;
    }

    /** Who will own the record. */
    public Assignee on(Assignee recordOwner) {
        Assignee owner = recordOwner;
        for (FieldUpdateRequested update : asked) {
            owner = update.ownerId() == null
                    ? owner
                    : new Assignee(update.ownerType() == null ? "user" : update.ownerType(), update.ownerId());
        }
        return owner;
    }
}
