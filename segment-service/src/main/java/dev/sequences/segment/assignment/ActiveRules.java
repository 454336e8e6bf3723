package dev.sequences.segment.assignment;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.assignment.model.Rule;
import dev.sequences.segment.assignment.model.rule.CompiledRules;
import dev.sequences.segment.assignment.model.rule.RuleDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The active rules of all segments, compiled. Cached in memory; each use compares the cached epoch with the stored one, so that every
 * replica decides with the committed rules.
 */
@ApplicationScoped
public class ActiveRules {

    /**
     * The rules at one epoch.
     *
     * @param bySegment active rules in their order
     * @param recordTypes types with at least one active rule: only their records count for capacity and round robin
     */
    public record Compiled(long epoch, Map<String, List<Rule>> bySegment, Set<String> recordTypes) {

        public List<Rule> of(String segmentId) {
            return bySegment.getOrDefault(segmentId, List.of());
        }

        public boolean isEmpty() {
            return bySegment.isEmpty();
        }
    }

    private volatile Compiled compiled = new Compiled(-1, Map.of(), Set.of());

    /** The rules as the transaction of {@code connection} sees them. */
    public Compiled current(Connection connection) {
        long epoch = Rows.of(connection, "select epoch from segment_epoch")
                .first(row -> row.longValue("epoch"))
                .orElse(0L);
        Compiled current = compiled;
        if (current.epoch() != epoch) {
            current = compile(connection, epoch);
            compiled = current;
        }
        return current;
    }

    private static Compiled compile(Connection connection, long epoch) {
        Map<String, List<Rule>> rules = new HashMap<>();
        Set<String> types = new TreeSet<>();
        Rows.of(
                        connection,
                        "select r.segment_id, r.id, r.definition, r.activated_at, s.record_type from assignment_rule r"
                                + " join segment s on s.id = r.segment_id where r.activated_at is not null"
                                + " order by r.segment_id, r.place")
                .forEach(row -> {
                    types.add(row.text("record_type"));
                    rules.computeIfAbsent(row.text("segment_id"), id -> new ArrayList<>())
                            .add(CompiledRules.of(
                                    row.text("id"),
                                    Json.read(row.text("definition"), RuleDefinition.class),
                                    row.instant("activated_at")));
                });
        return new Compiled(epoch, rules, types);
    }
}
