package dev.sequences.designer.views.versions;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.SequenceEvent.Activated;
import dev.sequences.designer.sequence.model.SequenceEvent.Deleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** One row per activation, with its events; gone only with the sequence. */
@ApplicationScoped
class VersionsView implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        for (Recorded<?> recorded : events) {
            switch (recorded.event()) {
                case Activated activated -> insert(unit.connection(), recorded, activated);
                case Deleted deleted -> delete(unit.connection(), recorded.aggregateId());
                default -> {
                    // Only activations make versions.
                }
            }
        }
    }

    private static void insert(Connection connection, Recorded<?> at, Activated activated) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into sequence_version (sequence_id, number, name, description, change_description, definition,"
                        + " author, activated_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, at.aggregateId());
            insert.setInt(2, activated.version());
            insert.setString(3, activated.name());
            insert.setString(4, activated.description());
            insert.setString(5, activated.changeDescription());
            insert.setString(6, DraftDocument.of(activated.frozen()).text());
            insert.setString(7, at.cause().actor());
            insert.setObject(8, at.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static void delete(Connection connection, String sequenceId) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from sequence_version where sequence_id = ?")) {
            delete.setString(1, sequenceId);
            delete.executeUpdate();
        }
    }
}
