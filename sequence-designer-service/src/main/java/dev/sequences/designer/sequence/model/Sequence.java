package dev.sequences.designer.sequence.model;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sequence as of now. Stored as a snapshot: a change of its shape needs a new revision of its stored name.
 *
 * @param version number of the newest version, 0 before the first activation; live unless the sequence is inactive
 * @param draft what is edited; while active it is the same as what is live
 * @param live what the newest version froze; null before the first activation
 * @param businessUnit the part of the organisation it belongs to; null when it belongs to all
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

    /** Where a sequence is in its life. */
    public enum Status {
        ABSENT,
        /** Being drawn, or taken out of service: editable, takes no enrollments. */
        INACTIVE,
        /** The newest version is live and takes enrollments. */
        ACTIVE,
        /** As active, and the next version is being drawn. */
        REVISION,
        DELETED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it exists and was not deleted. */
    public boolean exists() {
        return status != Status.ABSENT && status != Status.DELETED;
    }

    /** Whether its newest version takes enrollments. */
    public boolean takesEnrollments() {
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

    Sequence named(String changedName, @Nullable String changedDescription) {
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
