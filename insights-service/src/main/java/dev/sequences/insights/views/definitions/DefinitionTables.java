package dev.sequences.insights.views.definitions;

import dev.sequences.contracts.definition.NodeV1;
import dev.sequences.contracts.definition.RevisionDiscardedV1;
import dev.sequences.contracts.definition.RevisionStartedV1;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeactivatedV1;
import dev.sequences.contracts.definition.SequenceDeletedV1;
import dev.sequences.contracts.definition.SequenceReassignedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.insights.views.DecodedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes sequences, versions and nodes. Skips events at or before the last position of their row. */
final class DefinitionTables {

    private final Connection connection;
    private final String schema;

    DefinitionTables(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    void apply(DecodedEvent event) throws SQLException {
        long position = event.position();
        switch (event.event()) {
            case SequenceCreatedV1 e -> write("""
                    insert into %s.sequence_definition as t values (?, ?, ?, ?, 'inactive', 0, ?)
                    on conflict (sequence_id) do nothing
                    """, e.sequenceId(), e.name(), e.recordType(), e.owner(), position);
            case SequenceActivatedV1 e -> activated(e, position, event.happenedAt());
            case SequenceRenamedV1 e ->
                write(
                        "update %s.sequence_definition set name = ?, last_sequence = ? where sequence_id = ? and last_sequence < ?",
                        e.name(), position, e.sequenceId(), position);
            case SequenceReassignedV1 e ->
                write(
                        "update %s.sequence_definition set owner = ?, last_sequence = ? where sequence_id = ? and last_sequence < ?",
                        e.owner(), position, e.sequenceId(), position);
            case RevisionStartedV1 e -> status(e.sequenceId(), "revision", position);
            case RevisionDiscardedV1 e -> status(e.sequenceId(), "active", position);
            case SequenceDeactivatedV1 e -> status(e.sequenceId(), "inactive", position);
            case SequenceDeletedV1 e -> status(e.sequenceId(), "deleted", position);
            default -> {
                // Other events about definitions change neither names nor order.
            }
        }
    }

    private void activated(SequenceActivatedV1 e, long position, Instant activatedAt) throws SQLException {
        write("""
                insert into %s.sequence_definition as t values (?, ?, ?, ?, 'active', ?, ?)
                on conflict (sequence_id) do update set
                    name = excluded.name, record_type = excluded.record_type, owner = excluded.owner,
                    status = excluded.status, live_version = excluded.live_version,
                    last_sequence = excluded.last_sequence
                where t.last_sequence < excluded.last_sequence
                """, e.sequenceId(), e.name(), e.recordType(), e.owner(), e.version(), position);
        boolean isNew = write(
                "insert into %s.sequence_version values (?, ?, ?, ?, ?) on conflict do nothing",
                e.sequenceId(),
                e.version(),
                OffsetDateTime.ofInstant(activatedAt, ZoneOffset.UTC),
                e.changeDescription(),
                position);
        if (isNew) {
            nodes(e);
        }
    }

    private void nodes(SequenceActivatedV1 e) throws SQLException {
        List<NodeV1> nodes = GraphOrder.of(e.graph());
        for (int i = 0; i < nodes.size(); i++) {
            NodeV1 node = nodes.get(i);
            write(
                    "insert into %s.sequence_node values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                    e.sequenceId(), e.version(), i + 1, node.key(), node.type(), node.name());
        }
    }

    private void status(String sequenceId, String status, long position) throws SQLException {
        write(
                "update %s.sequence_definition set status = ?, last_sequence = ? where sequence_id = ? and last_sequence < ?",
                status, position, sequenceId, position);
    }

    /** Returns true if a row was written. */
    private boolean write(String statement, @Nullable Object... values) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(statement.formatted(schema))) {
            for (int i = 0; i < values.length; i++) {
                write.setObject(i + 1, values[i]);
            }
            return write.executeUpdate() > 0;
        }
    }
}
