package dev.sequences.enrollment.reference;

import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.enrollment.model.graph.Relation;
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
 * Related records that an open enrollment depends on: those in its exit criteria, and those whose missing field made a step
 * fail. Graphs without related records store nothing.
 */
@ApplicationScoped
public class ExitReferences {

    /** Replaces the references with those the record has now. */
    public void replace(Unit unit, String enrollmentId, Graph graph, RecordFacts facts) throws SQLException {
        Set<String> relations = graph.exitRelations();
        if (!relations.isEmpty()) {
            deleteAll(unit, List.of(enrollmentId));
            add(unit, enrollmentId, relations, facts);
        }
    }

    /** Adds references to the stored ones. */
    public void add(Unit unit, String enrollmentId, Set<String> relations, RecordFacts facts) throws SQLException {
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
     * Returns the open ones of these enrollments and locks them against ending until the end of the unit of work: another
     * replica that ends one waits before it deletes the references.
     */
    public Set<String> lockOpen(Unit unit, Collection<String> enrollmentIds) throws SQLException {
        return new HashSet<>(texts(
                unit,
                "select enrollment_id from enrollment where enrollment_id = any(?) and ended_at is null order by 1 for"
                        + " share",
                unit.connection().createArrayOf("text", enrollmentIds.toArray(String[]::new))));
    }

    /** Deletes the references of enrollments that end in this unit of work. */
    public void deleteOfEnded(Unit unit, Collection<String> enrollmentIds) throws SQLException {
        // A concurrent insert holds the row lock, so that this lock waits for it and the next statement sees its rows.
        texts(
                unit,
                "select enrollment_id from enrollment where enrollment_id = any(?) order by 1 for update",
                unit.connection().createArrayOf("text", enrollmentIds.toArray(String[]::new)));
        deleteAll(unit, enrollmentIds);
    }

    private void deleteAll(Unit unit, Collection<String> enrollmentIds) throws SQLException {
        try (PreparedStatement delete =
                unit.connection().prepareStatement("delete from exit_reference where enrollment_id = any(?)")) {
            delete.setArray(1, unit.connection().createArrayOf("text", enrollmentIds.toArray(String[]::new)));
            delete.executeUpdate();
        }
    }

    /** Returns those of these records that an enrollment depends on. */
    public List<String> referenced(Unit unit, Collection<String> recordKeys) throws SQLException {
        return texts(
                unit,
                "select distinct to_key from exit_reference where to_key = any(?) order by 1",
                unit.connection().createArrayOf("text", recordKeys.toArray(String[]::new)));
    }

    /** Returns the next enrollments after {@code after} that depend on this record. */
    public List<String> dependents(Unit unit, String recordKey, String after, int limit) throws SQLException {
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
