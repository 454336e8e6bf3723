package dev.sequences.segment.reference;

import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.segment.model.membership.LiveSegment;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    public List<LiveSegment> of(Connection connection, String recordType) throws SQLException {
        return current(connection).byType().getOrDefault(recordType, List.of());
    }

    private Compiled current(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select epoch from segment_epoch");
                ResultSet row = read.executeQuery()) {
            long epoch = row.next() ? row.getLong(1) : 0;
            Compiled known = compiled;
            if (known.epoch() != epoch) {
                known = new Compiled(epoch, compile(connection));
                compiled = known;
            }
            return known;
        }
    }

    private static Map<String, List<LiveSegment>> compile(Connection connection) throws SQLException {
        Map<String, List<LiveSegment>> byType = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement("select record_type, id, rule_version, conditions,"
                        + " status, sequence_id, previously_segmented, on_leave from segment"
                        + " order by record_type, priority, id");
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                byType.computeIfAbsent(row.getString(1), type -> new ArrayList<>())
                        .add(new LiveSegment(
                                row.getString(2),
                                row.getInt(3),
                                SegmentConditions.stored(RecordRows.fields(row.getString(4))),
                                row.getString(5).equals("active"),
                                row.getString(6),
                                row.getBoolean(7),
                                row.getString(8).equals("disconnect")));
            }
        }
        return byType;
    }
}
