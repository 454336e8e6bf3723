package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateRequested;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Field updates that the enrollment has requested and the record may not contain yet. A held or failed enrollment keeps them
 * until a later change of the record arrives.
 *
 * @param asked the pending updates; the name is part of stored snapshots
 */
public record FieldUpdates(List<FieldUpdateRequested> asked) {

    public static final FieldUpdates NONE = new FieldUpdates(List.of());

    public FieldUpdates {
        asked = List.copyOf(asked);
    }

    FieldUpdates and(FieldUpdateRequested update) {
        return new FieldUpdates(Stream.concat(asked.stream(), Stream.of(update)).toList());
    }

    /** Returns the updates without that of a step. */
    FieldUpdates without(String stepId) {
        return new FieldUpdates(
                asked.stream().filter(update -> !update.stepId().equals(stepId)).toList());
    }

    /** Returns the updates requested after the record changed; all of them when the time of change is null. */
    public FieldUpdates since(@Nullable Instant changed) {
        return changed == null || asked.isEmpty()
                ? this
                : new FieldUpdates(asked.stream()
                        .filter(update -> !update.at().isBefore(changed))
                        .toList());
    }

    /** Returns the record's facts with the updates applied. */
    public RecordFacts applyTo(RecordFacts facts) {
        RecordFacts changed = facts;
        for (FieldUpdateRequested update : asked) {
            changed = changed.with(update.field(), update.value());
        }
        return changed;
    }

    /** Returns the owner with the updates applied. */
    public Assignee applyTo(Assignee recordOwner) {
        Assignee owner = recordOwner;
        for (FieldUpdateRequested update : asked) {
            owner = update.ownerId() == null ? owner : Assignee.of(update.ownerType(), update.ownerId());
        }
        return owner;
    }
}
