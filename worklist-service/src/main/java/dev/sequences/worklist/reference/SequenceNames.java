package dev.sequences.worklist.reference;

import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Table {@code sequence_name}: the latest name of each sequence. */
public final class SequenceNames {

    /** The consumer that keeps the names up to date. */
    public static final String CONSUMER = "worklist.definitions";

    /** {@code position}: position of the event in the stream of the sequence. */
    public record NameAtPosition(String name, long position) {}

    private static final String UPSERT = """
        insert into sequence_name as n (sequence_id, name, sequence)
        select * from unnest(?::text[], ?::text[], ?::bigint[])
        on conflict (sequence_id) do update set name = excluded.name, sequence = excluded.sequence
        where excluded.sequence < 0 or excluded.sequence >= n.sequence
        """;

    private SequenceNames() {}

    /** Writes the latest name of each sequence; an empty one deletes the row. */
    public static void write(Connection connection, Map<String, Optional<NameAtPosition>> last) throws SQLException {
        List<Map.Entry<String, NameAtPosition>> known = last.entrySet().stream()
                .flatMap(entry -> entry.getValue().map(named -> Map.entry(entry.getKey(), named)).stream())
                .toList();
        List<String> deleted = last.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!known.isEmpty()) {
            Rows.of(connection, UPSERT)
                    .with(
                            known.stream().map(Map.Entry::getKey).toArray(String[]::new),
                            known.stream().map(e -> e.getValue().name()).toArray(String[]::new),
                            known.stream().map(e -> e.getValue().position()).toArray(Long[]::new))
                    .update();
        }
        if (!deleted.isEmpty()) {
            Rows.of(connection, "delete from sequence_name where sequence_id = any(?)")
                    .with(deleted)
                    .update();
        }
    }
}
