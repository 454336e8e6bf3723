package dev.sequences.enrollment.reference;

import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.language.condition.Relation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds the related records that conditions use to a record's facts. Runs no query for graphs without related records. */
@ApplicationScoped
public class RelatedRecords {

    private final Records records;

    RelatedRecords(Records records) {
        this.records = records;
    }

    /** A record's facts and the graph that it follows. */
    public record RecordOnGraph(Graph graph, RecordFacts facts) {}

    public RecordFacts withRelated(Unit unit, Graph graph, RecordFacts facts) {
        return withRelated(unit, List.of(new RecordOnGraph(graph, facts))).getFirst();
    }

    /** Returns the facts of all, in the same order, with their related records; one query per batch. */
    public List<RecordFacts> withRelated(Unit unit, List<RecordOnGraph> items) {
        List<String> keys = new ArrayList<>();
        for (RecordOnGraph one : items) {
            for (String relation : one.graph().relations()) {
                String key = key(relation, one.facts());
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        Map<String, KnownRecord> known = records.find(unit, keys);
        return items.stream().map(one -> withRelated(one, known)).toList();
    }

    private static RecordFacts withRelated(RecordOnGraph one, Map<String, KnownRecord> known) {
        if (one.graph().relations().isEmpty()) {
            return one.facts();
        }
        Map<String, RecordFacts> related = new HashMap<>();
        for (String relation : one.graph().relations()) {
            String key = key(relation, one.facts());
            KnownRecord record = key == null ? null : known.get(key);
            if (record != null) {
                related.put(relation, record.facts());
            }
        }
        return one.facts().withRelated(related);
    }

    private static @Nullable String key(String relation, RecordFacts facts) {
        Relation named = new Relation(relation);
        String id = named.recordId(facts);
        return id == null ? null : Records.key(named.recordType(facts), id);
    }
}
