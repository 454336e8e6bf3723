package dev.sequences.segment.membership;

import dev.sequences.language.condition.Relation;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.segment.model.membership.Evaluation;
import dev.sequences.segment.segment.model.rule.Facts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Adds the related records that conditions read. Without such conditions it reads nothing. */
final class RelatedRecords {

    private final Map<RecordKey, StoredRecord> known;
    private final Map<String, Set<Relation>> relations;

    private RelatedRecords(Map<RecordKey, StoredRecord> known, Map<String, Set<Relation>> relations) {
        this.known = known;
        this.relations = relations;
    }

    /** The related records of a batch, in at most one query. {@code evaluations} has one for the type of every record. */
    static RelatedRecords of(
            Connection connection, Collection<StoredRecord> records, Map<String, Evaluation> evaluations)
            throws SQLException {
        Map<String, Set<Relation>> relations = new HashMap<>();
        evaluations.forEach((type, evaluation) -> relations.put(type, evaluation.relations()));
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

    /** The record with its related ones. */
    Facts facts(StoredRecord record) {
        Facts facts = record.facts();
        Set<Relation> asked = relations.getOrDefault(facts.recordType(), Set.of());
        if (asked.isEmpty()) {
            return facts;
        }
        Map<String, Facts> related = new HashMap<>();
        for (Relation relation : asked) {
            String id = relation.recordId(facts);
            StoredRecord other = id == null ? null : known.get(new RecordKey(relation.recordType(facts), id));
            if (other != null) {
                related.put(relation.name(), other.facts());
            }
        }
        return facts.withRelated(related);
    }
}
