package dev.sequences.designer.sequence.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a sequence. Stored as a snapshot: a change of its format requires a new revision of its stored name.
 *
 * @param version number of the newest version, 0 before the first activation; live unless the sequence is inactive
 * @param draft the editable definition; equal to the live version while active
 * @param live definition of the newest version; null before the first activation
 * @param businessUnit business unit it belongs to; null if it belongs to the whole organization
 * @param tags ids; some may have been deleted since
 */
public record Sequence(
        Status status,
        String name,
        @Nullable String description,
        String recordType,
        String owner,
        int version,
        Draft draft,
        @Nullable Draft live,
        OwnerType ownerType,
        @Nullable String businessUnit,
        List<String> tags) {

    public static final Sequence ABSENT =
            new Sequence(Status.ABSENT, "", null, "", "", 0, Draft.EMPTY, null, OwnerType.USER, null, List.of());

    public Sequence {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** Lifecycle status of a sequence. */
    public enum Status {
        ABSENT,
        /** Draft, or deactivated: editable, accepts no enrollments. */
        INACTIVE,
        /** The newest version is live and accepts enrollments. */
        ACTIVE,
        /** Active, with an editable draft of the next version. */
        REVISION,
        DELETED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it exists and is not deleted. */
    public boolean exists() {
        return status != Status.ABSENT && status != Status.DELETED;
    }

    /** Whether its newest version accepts enrollments. */
    public boolean acceptsEnrollments() {
        return status == Status.ACTIVE || status == Status.REVISION;
    }

    Sequence with(Status changed) {
        return new Sequence(
                changed, name, description, recordType, owner, version, draft, live, ownerType, businessUnit, tags);
    }

    Sequence with(Draft changed) {
        return new Sequence(
                status, name, description, recordType, owner, version, changed, live, ownerType, businessUnit, tags);
    }

    Sequence renamed(String changedName, @Nullable String changedDescription) {
        return new Sequence(
                status,
                changedName,
                changedDescription,
                recordType,
                owner,
                version,
                draft,
                live,
                ownerType,
                businessUnit,
                tags);
    }

    Sequence activated(int number, Draft frozen) {
        return new Sequence(
                Status.ACTIVE,
                name,
                description,
                recordType,
                owner,
                number,
                frozen,
                frozen,
                ownerType,
                businessUnit,
                tags);
    }

    Sequence ownedBy(OwnerType changedType, String changedOwner) {
        return new Sequence(
                status,
                name,
                description,
                recordType,
                changedOwner,
                version,
                draft,
                live,
                changedType,
                businessUnit,
                tags);
    }

    Sequence tagged(List<String> changed) {
        return new Sequence(
                status, name, description, recordType, owner, version, draft, live, ownerType, businessUnit, changed);
    }
}
