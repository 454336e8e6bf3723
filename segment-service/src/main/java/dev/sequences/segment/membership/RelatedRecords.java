package dev.sequences.segment.membership;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.language.condition.Relation;
import dev.sequences.segment.membership.model.Evaluation;
import dev.sequences.segment.membership.model.Facts;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds the related records that conditions read. Runs no query if no condition reads a related record. */
public final class RelatedRecords {

    private final Map<RecordKey, StoredRecord> stored;
    private final Map<String, Set<Relation>> relations;

    private RelatedRecords(Map<RecordKey, StoredRecord> stored, Map<String, Set<Relation>> relations) {
        this.stored = stored;
        this.relations = relations;
    }

    /**
     * Reads the related records of a batch with at most one query.
     *
     * @param evaluations by record type, for the type of every record
     */
    static RelatedRecords of(
            Connection connection, Collection<StoredRecord> records, Map<String, Evaluation> evaluations)
            throws SQLException {
        Map<String, Set<Relation>> relations = new HashMap<>();
        evaluations.forEach((type, evaluation) -> relations.put(type, evaluation.relations()));
        return read(connection, records, relations);
    }

    /**
     * Reads related records of a batch with at most one query.
     *
     * @param read the relations that are read, whatever the type of a record
     */
    public static RelatedRecords of(Connection connection, Collection<StoredRecord> records, Set<Relation> read) {
        Map<String, Set<Relation>> relations = new HashMap<>();
        records.forEach(record -> relations.put(record.key().recordType(), read));
        return read(connection, records, relations);
    }

    private static RelatedRecords read(
            Connection connection, Collection<StoredRecord> records, Map<String, Set<Relation>> relations) {
        Set<RecordKey> keys = new HashSet<>();
        for (StoredRecord record : records) {
            Facts facts = record.facts();
            for (Relation relation : relations.getOrDefault(facts.recordType(), Set.of())) {
                String id = relation.recordId(facts);
                if (id != null) {
                    keys.add(new RecordKey(relation.recordType(facts), id));
                }
            }
        }
        return new RelatedRecords(keys.isEmpty() ? Map.of() : RecordRows.read(connection, keys), relations);
    }

    /** The versions of the stored related records that conditions read. */
    List<FactVersion> versions(StoredRecord record) {
        Facts facts = record.facts();
        List<FactVersion> versions = new ArrayList<>();
        for (Relation relation : relations.getOrDefault(facts.recordType(), Set.of())) {
            String id = relation.recordId(facts);
            StoredRecord target = id == null ? null : stored.get(new RecordKey(relation.recordType(facts), id));
            if (target != null && target.fact() != null) {
                versions.add(target.fact());
            }
        }
        return versions;
    }

    /** The facts of the record, with those of its related records. */
    public Facts facts(StoredRecord record) {
        Facts facts = record.facts();
        Set<Relation> required = relations.getOrDefault(facts.recordType(), Set.of());
        if (required.isEmpty()) {
            return facts;
        }
        Map<String, Facts> related = new HashMap<>();
        for (Relation relation : required) {
            String id = relation.recordId(facts);
            StoredRecord target = id == null ? null : stored.get(new RecordKey(relation.recordType(facts), id));
            if (target != null) {
                related.put(relation.name(), target.facts());
            }
        }
        return facts.withRelated(related);
    }
}
