package dev.sequences.enrollment.reference;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.language.condition.Relation;
import jakarta.enterprise.context.ApplicationScoped;
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
    public void replace(Unit unit, String enrollmentId, Graph graph, RecordFacts facts) {
        Set<String> relations = graph.exitRelations();
        if (!relations.isEmpty()) {
            deleteAll(unit, List.of(enrollmentId));
            add(unit, enrollmentId, relations, facts);
        }
    }

    /** Adds references to the stored ones. */
    public void add(Unit unit, String enrollmentId, Set<String> relations, RecordFacts facts) {
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
        Rows.of(
                        unit.connection(),
                        "insert into exit_reference (to_key, enrollment_id) select key, ?"
                                + " from unnest(?::text[]) as named(key) on conflict do nothing")
                .with(enrollmentId, keys)
                .update();
    }

    /**
     * Returns the open ones of these enrollments and locks them against ending until the end of the unit of work: another
     * replica that ends one waits before it deletes the references.
     */
    public Set<String> lockOpen(Unit unit, Collection<String> enrollmentIds) {
        return new HashSet<>(Rows.of(
                        unit.connection(),
                        "select enrollment_id from enrollment where enrollment_id = any(?) and ended_at is null"
                                + " order by 1 for share")
                .with(enrollmentIds)
                .list(row -> row.text("enrollment_id")));
    }

    /** Deletes the references of enrollments that end in this unit of work. */
    public void deleteOfEnded(Unit unit, Collection<String> enrollmentIds) {
        // A concurrent insert holds the row lock, so that this lock waits for it and the next statement sees its rows.
        Rows.of(
                        unit.connection(),
                        "select enrollment_id from enrollment where enrollment_id = any(?) order by 1 for update")
                .with(enrollmentIds)
                .forEach(row -> {});
        deleteAll(unit, enrollmentIds);
    }

    private static void deleteAll(Unit unit, Collection<String> enrollmentIds) {
        Rows.of(unit.connection(), "delete from exit_reference where enrollment_id = any(?)")
                .with(enrollmentIds)
                .update();
    }

    /** Returns those of these records that an enrollment depends on. */
    public List<String> referenced(Unit unit, Collection<String> recordKeys) {
        return Rows.of(unit.connection(), "select distinct to_key from exit_reference where to_key = any(?) order by 1")
                .with(recordKeys)
                .list(row -> row.text("to_key"));
    }

    /** Returns the next enrollments after {@code after} that depend on this record. */
    public List<String> dependents(Unit unit, String recordKey, String after, int limit) {
        return Rows.of(
                        unit.connection(),
                        "select enrollment_id from exit_reference where to_key = ? and enrollment_id > ? order by 1"
                                + " limit " + limit)
                .with(recordKey, after)
                .list(row -> row.text("enrollment_id"));
    }
}
