package dev.sequences.designer.sequence.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sequence as of now. Stored as a snapshot: a change of its shape needs a new revision of its stored name.
 *
 * @param version number of the newest version, 0 before the first activation; live unless the sequence is inactive
 * @param draft what is edited; while active it is the same as what is live
 * @param live what the newest version froze; null before the first activation
 */
public record Sequence(
        Status status,
        String name,
        @Nullable String description,
        String recordType,
        String owner,
        int version,
        Draft draft,
        @Nullable Draft live) {

    public static final Sequence ABSENT = new Sequence(Status.ABSENT, "", null, "", "", 0, Draft.EMPTY, null);

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
        return new Sequence(changed, name, description, recordType, owner, version, draft, live);
    }

    Sequence with(Draft changed) {
        return new Sequence(status, name, description, recordType, owner, version, changed, live);
    }

    Sequence named(String changedName, @Nullable String changedDescription) {
        return new Sequence(status, changedName, changedDescription, recordType, owner, version, draft, live);
    }

    Sequence activated(int number, Draft frozen) {
        return new Sequence(Status.ACTIVE, name, description, recordType, owner, number, frozen, frozen);
    }
}
