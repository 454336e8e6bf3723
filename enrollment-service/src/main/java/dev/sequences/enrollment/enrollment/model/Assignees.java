package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.walk.AssignTo;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import java.util.Optional;

/** Who gets the next step: what the version says, of the record as it is when the step opens (rule 4.4). */
public final class Assignees {

    private static final String OWNER_TEAM = "ownerTeamId";
    private static final String ACCESS_TEAM = "accessTeamId";
    private static final String TEAM = "team";

    /** A longer text in a field is no id. */
    private static final int LONGEST_ID = 200;

    private Assignees() {}

    /** Empty when the record names nobody. Whoever connected the record is kept with the enrollment and not asked for here. */
    public static Optional<Assignee> of(AssignTo assignTo, Assignee recordOwner, RecordFacts facts) {
        return switch (assignTo.rule()) {
            case RECORD_OWNER, CURRENT_USER -> Optional.of(recordOwner);
            case RECORD_FIELD -> named("user", field(assignTo), facts);
            case OWNER_TEAM ->
                recordOwner.type().equals(TEAM) ? Optional.of(recordOwner) : named(TEAM, OWNER_TEAM, facts);
            case ACCESS_TEAM -> named(TEAM, ACCESS_TEAM, facts);
        };
    }

    /** Who gets a step that opens now; empty when the record names nobody. */
    static Optional<Assignee> ofStep(Progress progress, AssignTo assignTo, Assignee recordOwner, RecordFacts facts) {
        return progress.assigneeFixed() ? Optional.of(progress.assignee()) : of(assignTo, recordOwner, facts);
    }

    /** Why there is nobody, in words. */
    static String whyNobody(AssignTo assignTo) {
        return switch (assignTo.rule()) {
            case RECORD_FIELD -> "The field " + field(assignTo) + " of the record names no user.";
            case OWNER_TEAM -> "No team owns the record, and its field " + OWNER_TEAM + " names none.";
            case ACCESS_TEAM -> "The field " + ACCESS_TEAM + " of the record names no team.";
            case RECORD_OWNER, CURRENT_USER -> "The record has no owner.";
        };
    }

    private static String field(AssignTo assignTo) {
        return assignTo.field() == null ? "" : assignTo.field();
    }

    private static Optional<Assignee> named(String type, String field, RecordFacts facts) {
        return facts.value(field) instanceof String id && id.length() <= LONGEST_ID
                ? Optional.of(new Assignee(type, id))
                : Optional.empty();
    }
}
