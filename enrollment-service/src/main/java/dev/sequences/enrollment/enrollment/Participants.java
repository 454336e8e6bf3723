package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.enrollment.enrollment.model.Assignee;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sellers and teams an enrollment belongs to: the current or last assignee of its steps, and the current owner of its
 * record, since a version may assign steps to someone other than the owner.
 */
@ApplicationScoped
public class Participants {

    /** Returns whether the enrollment is visible to the caller. Runs no query if everything is. */
    public boolean isVisible(Connection connection, String enrollmentId, Visibility visibility) {
        return visibility.all()
                || visibility.coversAny(of(connection, List.of(enrollmentId)).getOrDefault(enrollmentId, Set.of()));
    }

    /** Returns the assignees by enrollment id, in one query. An unknown enrollment has none. */
    public Map<String, Set<Assignee>> of(Connection connection, Collection<String> enrollmentIds) {
        Map<String, Set<Assignee>> participants = new HashMap<>();
        enrollmentIds.forEach(id -> participants.put(id, new HashSet<>()));
        Rows.of(
                        connection,
                        "select e.enrollment_id, e.assignee_type, e.assignee_id, r.owner_type, r.owner_id"
                                + " from enrollment e left join record r on r.key = e.record_type || ':' || e.record_id"
                                + " where e.enrollment_id = any(?)")
                .with(enrollmentIds)
                .forEach(row -> {
                    Set<Assignee> found =
                            participants.computeIfAbsent(row.text("enrollment_id"), id -> new HashSet<>());
                    found.add(new Assignee(row.text("assignee_type"), row.text("assignee_id")));
                    if (row.textOrNull("owner_type") != null) {
                        found.add(new Assignee(row.text("owner_type"), row.text("owner_id")));
                    }
                });
        return participants;
    }
}
