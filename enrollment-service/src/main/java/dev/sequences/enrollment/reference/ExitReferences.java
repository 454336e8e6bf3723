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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which enrollments may have to leave when another record changes: those whose exit criteria ask about it. Kept for their
 * open time; nothing is kept for graphs that ask about no related record.
 */
@ApplicationScoped
public class ExitReferences {

    /** As the record names them now; what it named before is forgotten. */
    public void keep(Unit unit, String enrollmentId, Graph graph, RecordFacts facts) throws SQLException {
        Set<String> relations = graph.exitRelations();
        if (relations.isEmpty()) {
            return;
        }
        forget(unit, List.of(enrollmentId));
        Set<String> keys = new LinkedHashSet<>();
        for (String name : relations) {
            Relation relation = new Relation(name);
            String id = relation.recordId(facts);
            if (id != null) {
                keys.add(Records.key(relation.recordType(facts), id));
            }
        }
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into exit_reference (to_key, enrollment_id) select key, ?"
                        + " from unnest(?::text[]) as named(key)")) {
            insert.setString(1, enrollmentId);
            insert.setArray(2, unit.connection().createArrayOf("text", keys.toArray()));
            insert.executeUpdate();
        }
    }

    public void forget(Unit unit, Collection<String> enrollmentIds) throws SQLException {
        try (PreparedStatement delete =
                unit.connection().prepareStatement("delete from exit_reference where enrollment_id = any(?)")) {
            delete.setArray(1, unit.connection().createArrayOf("text", enrollmentIds.toArray()));
            delete.executeUpdate();
        }
    }

    /** Those of these records that some enrollment asks about. */
    public List<String> asked(Unit unit, Collection<String> recordKeys) throws SQLException {
        return texts(
                unit,
                "select distinct to_key from exit_reference where to_key = any(?) order by 1",
                unit.connection().createArrayOf("text", recordKeys.toArray()));
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
