package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.graph.AssignTo;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.language.condition.FieldValue;
import java.util.Optional;

/** Determines the assignee of the next step from the version's rule and the record when the step opens (rule 4.4). */
public final class Assignees {

    private static final String OWNER_TEAM = "ownerTeamId";
    private static final String ACCESS_TEAM = "accessTeamId";

    /** A longer text is not an id. */
    private static final int MAX_ID_LENGTH = 200;

    private Assignees() {}

    /**
     * Returns the assignee, or empty when the record has none. The user who enrolled the record is stored with the enrollment
     * and not determined here.
     */
    public static Optional<Assignee> of(AssignTo assignTo, Assignee recordOwner, RecordFacts facts) {
        return switch (assignTo.rule()) {
            case RECORD_OWNER, CURRENT_USER -> Optional.of(recordOwner);
            case RECORD_FIELD -> fromField(Assignee.USER, field(assignTo), facts);
            case OWNER_TEAM ->
                recordOwner.type().equals(Assignee.TEAM)
                        ? Optional.of(recordOwner)
                        : fromField(Assignee.TEAM, OWNER_TEAM, facts);
            case ACCESS_TEAM -> fromField(Assignee.TEAM, ACCESS_TEAM, facts);
        };
    }

    /** Returns the assignee of a step that opens now; empty when the record has none. */
    static Optional<Assignee> ofStep(Progress progress, AssignTo assignTo, Assignee recordOwner, RecordFacts facts) {
        return progress.assigneeFixed() ? Optional.of(progress.assignee()) : of(assignTo, recordOwner, facts);
    }

    /** Describes why the record has no assignee. */
    static String missingReason(AssignTo assignTo) {
        return switch (assignTo.rule()) {
            case RECORD_FIELD -> "The field " + field(assignTo) + " of the record contains no user id.";
            case OWNER_TEAM ->
                "The record is not owned by a team, and its field " + OWNER_TEAM + " contains no team id.";
            case ACCESS_TEAM -> "The field " + ACCESS_TEAM + " of the record contains no team id.";
            case RECORD_OWNER, CURRENT_USER -> "The record has no owner.";
        };
    }

    private static String field(AssignTo assignTo) {
        return assignTo.field() == null ? "" : assignTo.field();
    }

    private static Optional<Assignee> fromField(String type, String field, RecordFacts facts) {
        Object value = facts.value(field);
        // A file may have numbers as ids.
        String id = value instanceof String || value instanceof Number ? FieldValue.text(value) : null;
        return id != null && id.length() <= MAX_ID_LENGTH ? Optional.of(new Assignee(type, id)) : Optional.empty();
    }
}
