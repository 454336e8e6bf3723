package dev.sequences.worklist.reference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Table {@code sequence_name}. */
public final class SequenceNames {

    /** {@code sequence}: position in the sequence's own stream. */
    public record Named(String name, long sequence) {}

    private static final String UPSERT = """
            insert into sequence_name as n (sequence_id, name, sequence)
            select * from unnest(?::text[], ?::text[], ?::bigint[])
            on conflict (sequence_id) do update set name = excluded.name, sequence = excluded.sequence
            where excluded.sequence < 0 or excluded.sequence >= n.sequence
            """;

    private SequenceNames() {}

    /** Writes the last name of each sequence; an empty one means that the sequence is gone. */
    public static void write(Connection connection, Map<String, Optional<Named>> last) throws SQLException {
        List<Map.Entry<String, Named>> kept = last.entrySet().stream()
                .flatMap(entry -> entry.getValue().map(named -> Map.entry(entry.getKey(), named)).stream())
                .toList();
        List<String> gone = last.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!kept.isEmpty()) {
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                upsert.setArray(
                        1,
                        connection.createArrayOf(
                                "text", kept.stream().map(Map.Entry::getKey).toArray(String[]::new)));
                upsert.setArray(
                        2,
                        connection.createArrayOf(
                                "text",
                                kept.stream().map(e -> e.getValue().name()).toArray()));
                upsert.setArray(
                        3,
                        connection.createArrayOf(
                                "bigint",
                                kept.stream().map(e -> e.getValue().sequence()).toArray()));
                upsert.executeUpdate();
            }
        }
        if (!gone.isEmpty()) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from sequence_name where sequence_id = any(?)")) {
                delete.setArray(1, connection.createArrayOf("text", gone.toArray(String[]::new)));
                delete.executeUpdate();
            }
        }
    }
}
