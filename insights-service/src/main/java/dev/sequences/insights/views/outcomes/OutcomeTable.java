package dev.sequences.insights.views.outcomes;

import dev.sequences.chassis.rows.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the outcomes of a batch with one statement each for closed and for active records. */
final class OutcomeTable {

    private static final List<Column<RecordOutcome>> COLUMNS = List.of(
            Column.text("record_type", RecordOutcome::recordType),
            Column.text("record_id", RecordOutcome::recordId),
            Column.text("closed_as", RecordOutcome::closedAs),
            Column.instant("closed_at", RecordOutcome::closedAt),
            Column.cast("is_converted", "boolean", row -> Boolean.toString(row.isConverted())));

    /** A record that is changed while it is closed keeps the time at which it was closed. */
    private static final String UPSERT = """
             on conflict (record_type, record_id) do update set
                 closed_as = excluded.closed_as, is_converted = excluded.is_converted,
                 closed_at = case when t.closed_as is distinct from excluded.closed_as then excluded.closed_at else t.closed_at end
             where t.closed_as is distinct from excluded.closed_as or t.is_converted <> excluded.is_converted
            """;

    private OutcomeTable() {}

    /** Stores the outcome of closed records and deletes that of records that are empty here, which are active. */
    static void write(Connection connection, Map<RecordOutcome.Key, Optional<RecordOutcome>> latest)
            throws SQLException {
        List<RecordOutcome> closed = new ArrayList<>();
        List<RecordOutcome.Key> active = new ArrayList<>();
        latest.forEach((key, outcome) -> outcome.ifPresentOrElse(closed::add, () -> active.add(key)));
        delete(connection, active);
        if (closed.isEmpty()) {
            return;
        }
        // Sorted, so that two replicas lock the same rows in the same order.
        closed.sort(Comparator.comparing(RecordOutcome::recordType).thenComparing(RecordOutcome::recordId));
        try (PreparedStatement upsert =
                connection.prepareStatement("insert into record_outcome as t " + Column.insertion(COLUMNS) + UPSERT)) {
            Column.bind(upsert, COLUMNS, closed);
            upsert.executeUpdate();
        }
    }

    private static void delete(Connection connection, List<RecordOutcome.Key> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from record_outcome t using unnest(?::text[], ?::text[]) as k(record_type, record_id)
                where t.record_type = k.record_type and t.record_id = k.record_id
                """)) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            keys.stream().map(RecordOutcome.Key::recordType).toArray(String[]::new)));
            delete.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            keys.stream().map(RecordOutcome.Key::recordId).toArray(String[]::new)));
            delete.executeUpdate();
        }
    }
}
