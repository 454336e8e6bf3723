package dev.sequences.enrollment.activity;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.abtest.AbTests;
import dev.sequences.enrollment.enrollment.EnrollmentContexts;
import dev.sequences.enrollment.enrollment.OpenEnrollments;
import dev.sequences.enrollment.enrollment.OpenEnrollments.OpenEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.reference.Records;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Records each activity once and forwards it to the enrollments it belongs to. */
@ApplicationScoped
public class ActivityLog {

    private final OpenEnrollments open;
    private final EnrollmentContexts contexts;
    private final AbTests tests;

    ActivityLog(OpenEnrollments open, EnrollmentContexts contexts, AbTests tests) {
        this.open = open;
        this.contexts = contexts;
        this.tests = tests;
    }

    /** Records the activity. Returns false when its id was recorded before. */
    public boolean add(Unit unit, Activity activity, Cause cause) {
        if (!isNew(unit, activity)) {
            return false;
        }
        // Ended enrollments included: customers open emails at any time.
        tests.countEngagement(
                unit,
                activity.type(),
                Records.key(activity.recordType(), activity.recordId()),
                activity.stepId(),
                activity.at(),
                cause);
        List<String> ids = open.find(unit, List.of(Records.key(activity.recordType(), activity.recordId()))).stream()
                .map(OpenEnrollment::id)
                .filter(id -> activity.enrollmentId() == null
                        || activity.enrollmentId().equals(id))
                .toList();
        EnrollmentContexts.Batch prepared = contexts.prepare(unit, ids);
        for (String id : ids) {
            prepared.of(id)
                    .ifPresent(context -> unit.execute(
                            ENROLLMENT,
                            id,
                            new NoteActivity(
                                    activity.id(),
                                    activity.type(),
                                    activity.stepId(),
                                    activity.result(),
                                    activity.at(),
                                    context.graph(),
                                    context.recordOwner(),
                                    context.facts(),
                                    unit.now()),
                            context.basedOn(cause)));
        }
        return true;
    }

    private static boolean isNew(Unit unit, Activity activity) {
        return Rows.of(
                                unit.connection(),
                                "insert into activity (activity_id, taken_at) values (?, ?) on conflict do nothing")
                        .with(activity.id(), unit.now())
                        .update()
                == 1;
    }
}
