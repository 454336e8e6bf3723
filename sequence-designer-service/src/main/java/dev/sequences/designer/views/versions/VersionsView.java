package dev.sequences.designer.views.versions;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.SequenceEvent.Activated;
import dev.sequences.designer.sequence.model.SequenceEvent.Deleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One row per activation, written in the transaction of the events; deleted with the sequence only. */
@ApplicationScoped
class VersionsView implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        for (Recorded<?> recorded : events) {
            switch (recorded.event()) {
                case Activated activated -> insert(unit.connection(), recorded, activated);
                case Deleted deleted -> delete(unit.connection(), recorded.aggregateId());
                default -> {
                    // Other events do not affect versions.
                }
            }
        }
    }

    private static void insert(Connection connection, Recorded<?> at, Activated activated) throws SQLException {
        Rows.of(
                        connection,
                        "insert into sequence_version (sequence_id, number, name, description, change_description,"
                                + " definition, author, activated_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do"
                                + " nothing")
                .with(
                        at.aggregateId(),
                        activated.version(),
                        activated.name(),
                        activated.description(),
                        activated.changeDescription(),
                        DraftDocument.of(activated.frozen()).text(),
                        at.cause().actor(),
                        at.at())
                .update();
    }

    private static void delete(Connection connection, String sequenceId) throws SQLException {
        Rows.of(connection, "delete from sequence_version where sequence_id = ?")
                .with(sequenceId)
                .update();
    }
}
