package dev.sequences.segment.reference;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.segment.model.membership.LiveSegment;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All segments, compiled, first by priority first. Kept in memory and compared with the stored epoch at each use, so that
 * every replica evaluates with the rules that are committed now.
 */
@ApplicationScoped
public class LiveSegments {

    private record Compiled(long epoch, Map<String, List<LiveSegment>> byType) {}

    private volatile Compiled compiled = new Compiled(-1, Map.of());

    /** Segments of a record type; those of the transaction of {@code connection}. */
    public List<LiveSegment> of(Connection connection, String recordType) {
        return current(connection).byType().getOrDefault(recordType, List.of());
    }

    private Compiled current(Connection connection) {
        long epoch = Rows.of(connection, "select epoch from segment_epoch")
                .first(row -> row.longValue("epoch"))
                .orElse(0L);
        Compiled known = compiled;
        if (known.epoch() != epoch) {
            known = new Compiled(epoch, compile(connection));
            compiled = known;
        }
        return known;
    }

    private static Map<String, List<LiveSegment>> compile(Connection connection) {
        Map<String, List<LiveSegment>> byType = new HashMap<>();
        Rows.of(
                        connection,
                        "select record_type, id, rule_version, conditions, status, sequence_id, previously_segmented,"
                                + " on_leave from segment order by record_type, priority, id")
                .forEach(row -> byType.computeIfAbsent(row.text("record_type"), type -> new ArrayList<>())
                        .add(new LiveSegment(
                                row.text("id"),
                                row.intValue("rule_version"),
                                SegmentConditions.stored(RecordRows.fields(row.text("conditions"))),
                                row.text("status").equals("active"),
                                row.textOrNull("sequence_id"),
                                row.bool("previously_segmented"),
                                row.text("on_leave").equals("disconnect"))));
        return byType;
    }
}
