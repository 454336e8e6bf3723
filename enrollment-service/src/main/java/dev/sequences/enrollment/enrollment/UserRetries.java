package dev.sequences.enrollment.enrollment;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkResult;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.reference.EnrollmentContexts;
import dev.sequences.enrollment.reference.Participants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Retries failed steps at a user's request. */
@ApplicationScoped
class UserRetries {

    private final EnrollmentContexts walks;
    private final Participants concerned;

    UserRetries(EnrollmentContexts walks, Participants concerned) {
        this.walks = walks;
        this.concerned = concerned;
    }

    /** The user who requests the retry. */
    record Asker(String user, Visibility reach, Cause cause) {}

    /** @throws Problem when the enrollment is unknown, not visible to the user, or has nothing to retry */
    Outcome.Done<Enrollment, EnrollmentEvent> one(Unit unit, Asker asker, String id, @Nullable Long expected) {
        return again(unit, asker, prepared(unit, asker, List.of(id)), id, expected);
    }

    /** Returns retried or refused per enrollment. An invalid or unknown id does not affect the others. */
    List<BulkResult> each(Unit unit, Asker asker, Collection<String> ids) {
        unit.preload(ids.stream().filter(UserRetries::storable).toList());
        Prepared prepared = prepared(
                unit, asker, ids.stream().filter(id -> isEnrollment(unit, id)).toList());
        List<BulkResult> results = new ArrayList<>();
        for (String id : ids) {
            try {
                again(unit, asker, prepared, id, null);
                results.add(new BulkResult(id, "retried", id, null, null));
            } catch (Problem problem) {
                results.add(new BulkResult(id, "refused", null, problem.code(), problem.getMessage()));
            }
        }
        return results;
    }

    /** PostgreSQL cannot store the zero character in a text. */
    static boolean storable(String id) {
        return id.indexOf('\0') < 0;
    }

    private static boolean isEnrollment(Unit unit, String id) {
        try {
            return storable(id)
                    && EnrollmentDecider.progressOf(unit.load(ENROLLMENT, id).state()) != null;
        } catch (Problem anotherAggregate) {
            return false;
        }
    }

    private record Prepared(EnrollmentContexts.Walks walks, Map<String, Set<Assignee>> concerned) {}

    private Prepared prepared(Unit unit, Asker asker, Collection<String> ids) {
        return new Prepared(
                walks.prepare(unit, ids), asker.reach().everybody() ? Map.of() : concerned.by(unit.connection(), ids));
    }

    private static Outcome.Done<Enrollment, EnrollmentEvent> again(
            Unit unit, Asker asker, Prepared prepared, String id, @Nullable Long expected) {
        EnrollmentContexts.Walk walk =
                isEnrollment(unit, id) ? prepared.walks().of(id).orElse(null) : null;
        if (walk == null || !asker.reach().coversAny(prepared.concerned().getOrDefault(id, Set.of()))) {
            throw Problem.unknown("enrollment", id);
        }
        return unit.execute(
                        ENROLLMENT,
                        id,
                        new RetryStep(asker.user(), true, walk.graph(), walk.recordOwner(), walk.facts(), unit.now()),
                        asker.cause(),
                        expected)
                .orProblem();
    }
}
