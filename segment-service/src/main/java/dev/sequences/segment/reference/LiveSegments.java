package dev.sequences.segment.reference;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.membership.model.LiveSegment;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All segments, compiled, in the order of evaluation. Cached in memory; each use compares the cached epoch with the stored one, so that every
 * replica evaluates with the committed rules.
 */
@ApplicationScoped
public class LiveSegments {

    private record Compiled(long epoch, Map<String, List<LiveSegment>> byType) {}

    private volatile Compiled compiled = new Compiled(-1, Map.of());

    /** The segments of a record type as the transaction of {@code connection} sees them. */
    public List<LiveSegment> of(Connection connection, String recordType) {
        return current(connection).byType().getOrDefault(recordType, List.of());
    }

    private Compiled current(Connection connection) {
        long epoch = Rows.of(connection, "select epoch from segment_epoch")
                .first(row -> row.longValue("epoch"))
                .orElse(0L);
        Compiled current = compiled;
        if (current.epoch() != epoch) {
            current = new Compiled(epoch, compile(connection));
            compiled = current;
        }
        return current;
    }

    private static Map<String, List<LiveSegment>> compile(Connection connection) {
        Map<String, List<LiveSegment>> byType = new HashMap<>();
        Rows.of(
                        connection,
                        "select record_type, id, rule_version, conditions, status, sequence_id, previously_segmented,"
                                + " run_assignment_on_move,"
                                + " on_leave from segment order by record_type, priority, id")
                .forEach(row -> byType.computeIfAbsent(row.text("record_type"), type -> new ArrayList<>())
                        .add(new LiveSegment(
                                row.text("id"),
                                row.intValue("rule_version"),
                                SegmentConditions.stored(RecordRows.fields(row.text("conditions"))),
                                row.text("status").equals("active"),
                                row.textOrNull("sequence_id"),
                                row.bool("previously_segmented"),
                                row.bool("run_assignment_on_move"),
                                row.text("on_leave").equals("disconnect"))));
        return byType;
    }
}
