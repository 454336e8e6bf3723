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
import dev.sequences.insights.views.Fact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what an event of a definition says. A row that has seen the event already stays as it is. */
final class DefinitionTables {

    private final Connection connection;
    private final String schema;

    DefinitionTables(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    void apply(Fact fact) throws SQLException {
        long position = fact.sequence();
        switch (fact.event()) {
            case SequenceCreatedV1 e -> write("""
                    insert into %s.sequence_definition as t values (?, ?, ?, ?, 'inactive', 0, ?)
                    on conflict (sequence_id) do nothing
                    """, e.sequenceId(), e.name(), e.recordType(), e.owner(), position);
            case SequenceActivatedV1 e -> activated(e, position, fact.at());
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
                // Other facts about definitions change neither names nor order.
            }
        }
    }

    private void activated(SequenceActivatedV1 e, long sequence, Instant at) throws SQLException {
        write("""
                insert into %s.sequence_definition as t values (?, ?, ?, ?, 'active', ?, ?)
                on conflict (sequence_id) do update set
                    name = excluded.name, record_type = excluded.record_type, owner = excluded.owner,
                    status = excluded.status, live_version = excluded.live_version,
                    last_sequence = excluded.last_sequence
                where t.last_sequence < excluded.last_sequence
                """, e.sequenceId(), e.name(), e.recordType(), e.owner(), e.version(), sequence);
        boolean first = write(
                "insert into %s.sequence_version values (?, ?, ?, ?, ?) on conflict do nothing",
                e.sequenceId(),
                e.version(),
                OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
                e.changeDescription(),
                sequence);
        if (first) {
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

    private void status(String sequenceId, String status, long sequence) throws SQLException {
        write(
                "update %s.sequence_definition set status = ?, last_sequence = ? where sequence_id = ? and last_sequence < ?",
                status, sequence, sequenceId, sequence);
    }

    /** True when a row was written. */
    private boolean write(String statement, @Nullable Object... values) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(statement.formatted(schema))) {
            for (int i = 0; i < values.length; i++) {
                write.setObject(i + 1, values[i]);
            }
            return write.executeUpdate() > 0;
        }
    }
}
