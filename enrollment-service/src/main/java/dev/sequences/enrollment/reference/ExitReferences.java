package dev.sequences.enrollment.reference;

import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import dev.sequences.enrollment.enrollment.model.walk.Relation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which enrollments have to be looked at when another record changes: those whose exit criteria ask about it, and those that stood
 * still because it lacked a field. Kept for their open time; nothing is kept for graphs that ask about no related record.
 */
@ApplicationScoped
public class ExitReferences {

    /** As the record names them now; what it named before is forgotten. */
    public void keep(Unit unit, String enrollmentId, Graph graph, RecordFacts facts) throws SQLException {
        Set<String> relations = graph.exitRelations();
        if (!relations.isEmpty()) {
            forget(unit, List.of(enrollmentId));
            keepAlso(unit, enrollmentId, relations, facts);
        }
    }

    /** Besides those that are kept already. */
    public void keepAlso(Unit unit, String enrollmentId, Set<String> relations, RecordFacts facts) throws SQLException {
        Set<String> keys = new TreeSet<>();
        for (String name : relations) {
            Relation relation = new Relation(name);
            String id = relation.recordId(facts);
            if (id != null) {
                keys.add(Records.key(relation.recordType(facts), id));
            }
        }
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into exit_reference (to_key, enrollment_id) select key, ?"
                        + " from unnest(?::text[]) as named(key) on conflict do nothing")) {
            insert.setString(1, enrollmentId);
            insert.setArray(2, unit.connection().createArrayOf("text", keys.toArray(String[]::new)));
            insert.executeUpdate();
        }
    }

    /**
     * Those of these enrollments that are open, which they stay until this unit is done: another replica that ends one waits for it
     * before it forgets what is kept.
     */
    public Set<String> keptOpen(Unit unit, Collection<String> enrollmentIds) throws SQLException {
        return new HashSet<>(texts(
                unit,
                "select enrollment_id from enrollment where enrollment_id = any(?) and ended_at is null order by 1 for share",
                unit.connection().createArrayOf("text", enrollmentIds.toArray(String[]::new))));
    }

    /** For enrollments that end with this unit. */
    public void forgetEnded(Unit unit, Collection<String> enrollmentIds) throws SQLException {
        // Whoever keeps some more for one that was open is done when its row can be had; what was kept is seen by the
        // next statement.
        texts(
                unit,
                "select enrollment_id from enrollment where enrollment_id = any(?) order by 1 for update",
                unit.connection().createArrayOf("text", enrollmentIds.toArray(String[]::new)));
        forget(unit, enrollmentIds);
    }

    private void forget(Unit unit, Collection<String> enrollmentIds) throws SQLException {
        try (PreparedStatement delete =
                unit.connection().prepareStatement("delete from exit_reference where enrollment_id = any(?)")) {
            delete.setArray(1, unit.connection().createArrayOf("text", enrollmentIds.toArray(String[]::new)));
            delete.executeUpdate();
        }
    }

    /** Those of these records that some enrollment asks about. */
    public List<String> asked(Unit unit, Collection<String> recordKeys) throws SQLException {
        return texts(
                unit,
                "select distinct to_key from exit_reference where to_key = any(?) order by 1",
                unit.connection().createArrayOf("text", recordKeys.toArray(String[]::new)));
    }

    /** The next enrollments after {@code after} that ask about this record. */
    public List<String> asking(Unit unit, String recordKey, String after, int limit) throws SQLException {
        return texts(
                unit,
                "select enrollment_id from exit_reference where to_key = ? and enrollment_id > ? order by 1 limit "
                        + limit,
                recordKey,
                after);
    }

    private static List<String> texts(Unit unit, String sql, Object... values) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement read = unit.connection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                read.setObject(i + 1, values[i]);
            }
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        }
        return texts;
    }
}
