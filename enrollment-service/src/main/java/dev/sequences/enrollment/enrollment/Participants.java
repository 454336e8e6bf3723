package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.enrollment.enrollment.model.Assignee;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The sellers and teams an enrollment belongs to: the current or last assignee of its steps, and the current owner of its
 * record, since a version may assign steps to someone other than the owner.
 */
@ApplicationScoped
public class Participants {

    /** Returns the assignees by enrollment id, in one query. An unknown enrollment has none. */
    public Map<String, Set<Assignee>> of(Connection connection, Collection<String> enrollmentIds) {
        Map<String, Set<Assignee>> concerned = new HashMap<>();
        enrollmentIds.forEach(id -> concerned.put(id, new HashSet<>()));
        try (PreparedStatement read =
                connection.prepareStatement("select e.enrollment_id, e.assignee_type, e.assignee_id, r.owner_type,"
                    + " r.owner_id from enrollment e left join record r on r.key = e.record_type || ':' || e.record_id"
                    + " where e.enrollment_id = any(?)")) {
            read.setArray(1, connection.createArrayOf("text", enrollmentIds.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    Set<Assignee> one = concerned.computeIfAbsent(row.getString(1), id -> new HashSet<>());
                    one.add(new Assignee(row.getString(2), row.getString(3)));
                    if (row.getString(4) != null) {
                        one.add(new Assignee(row.getString(4), row.getString(5)));
                    }
                }
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        return concerned;
    }
}
