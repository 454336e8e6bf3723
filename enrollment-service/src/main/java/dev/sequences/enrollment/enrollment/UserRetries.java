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

    private final EnrollmentContexts contexts;
    private final Participants participants;

    UserRetries(EnrollmentContexts contexts, Participants participants) {
        this.contexts = contexts;
        this.participants = participants;
    }

    /** The user who requests the retry. */
    record Requester(String user, Visibility visibility, Cause cause) {}

    /** @throws Problem when the enrollment is unknown, not visible to the user, or has nothing to retry */
    Outcome.Done<Enrollment, EnrollmentEvent> retry(
            Unit unit, Requester requester, String id, @Nullable Long expected) {
        return retry(unit, requester, prepare(unit, requester, List.of(id)), id, expected);
    }

    /** Returns retried or refused per enrollment. An invalid or unknown id does not affect the others. */
    List<BulkResult> retryAll(Unit unit, Requester requester, Collection<String> ids) {
        unit.preload(ids.stream().filter(BulkIds::isStorable).toList());
        Prepared prepared = prepare(
                unit,
                requester,
                ids.stream().filter(id -> isEnrollment(unit, id)).toList());
        List<BulkResult> results = new ArrayList<>();
        for (String id : ids) {
            try {
                retry(unit, requester, prepared, id, null);
                results.add(new BulkResult(id, "retried", id, null, null));
            } catch (Problem problem) {
                results.add(BulkResult.refused(id, problem.code(), problem.getMessage()));
            }
        }
        return results;
    }

    private static boolean isEnrollment(Unit unit, String id) {
        try {
            return BulkIds.isStorable(id)
                    && EnrollmentDecider.progressOf(unit.load(ENROLLMENT, id).state()) != null;
        } catch (Problem anotherAggregate) {
            return false;
        }
    }

    private record Prepared(EnrollmentContexts.Batch contexts, Map<String, Set<Assignee>> participants) {}

    private Prepared prepare(Unit unit, Requester requester, Collection<String> ids) {
        return new Prepared(
                contexts.prepare(unit, ids),
                requester.visibility().all() ? Map.of() : participants.of(unit.connection(), ids));
    }

    private static Outcome.Done<Enrollment, EnrollmentEvent> retry(
            Unit unit, Requester requester, Prepared prepared, String id, @Nullable Long expected) {
        EnrollmentContexts.Context context =
                isEnrollment(unit, id) ? prepared.contexts().of(id).orElse(null) : null;
        if (context == null
                || !requester.visibility().coversAny(prepared.participants().getOrDefault(id, Set.of()))) {
            throw Problem.unknown("enrollment", id);
        }
        return unit.execute(
                        ENROLLMENT,
                        id,
                        new RetryStep(
                                requester.user(),
                                true,
                                context.graph(),
                                context.recordOwner(),
                                context.facts(),
                                unit.now()),
                        context.basedOn(requester.cause()),
                        expected)
                .orProblem();
    }
}
