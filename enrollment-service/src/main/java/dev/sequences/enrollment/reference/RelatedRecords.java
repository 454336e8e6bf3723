package dev.sequences.enrollment.reference;

import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import dev.sequences.enrollment.enrollment.model.walk.Relation;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the records that conditions ask about beside the one that walks. Reads nothing for graphs that ask for none. */
@ApplicationScoped
public class RelatedRecords {

    private final Records records;

    RelatedRecords(Records records) {
        this.records = records;
    }

    /** A record and the graph that it walks. */
    public record Walking(Graph graph, RecordFacts facts) {}

    public RecordFacts complete(Unit unit, Graph graph, RecordFacts facts) {
        return complete(unit, List.of(new Walking(graph, facts))).getFirst();
    }

    /** The facts of all, in their order, with those of their related records; one query for the whole batch. */
    public List<RecordFacts> complete(Unit unit, List<Walking> walking) {
        List<String> keys = new ArrayList<>();
        for (Walking one : walking) {
            for (String relation : one.graph().relations()) {
                String key = key(relation, one.facts());
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        Map<String, KnownRecord> known = records.find(unit, keys);
        return walking.stream().map(one -> complete(one, known)).toList();
    }

    private static RecordFacts complete(Walking one, Map<String, KnownRecord> known) {
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
