package dev.sequences.segment.views.segmentlist;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.segment.model.SegmentDefinition;
import dev.sequences.segment.segment.model.SegmentEvent;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentActivated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentChanged;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentCreated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeactivated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code segment}, in the transaction of the events: who has just activated a segment must see it active, and the
 * evaluation compiles its rules from here.
 */
@ApplicationScoped
public class SegmentListView implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        boolean changed = false;
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof SegmentEvent event) {
                changed = true;
                apply(unit.connection(), recorded, event);
            }
        }
        if (changed) {
            try (PreparedStatement update = unit.connection()
                    .prepareStatement("insert into segment_epoch values (true, nextval('segment_epoch_number'))"
                            + " on conflict (singleton) do update set epoch = nextval('segment_epoch_number')")) {
                update.executeUpdate();
            }
        }
    }

    private static void apply(Connection connection, Recorded<?> recorded, SegmentEvent event) throws SQLException {
        switch (event) {
            case SegmentCreated(SegmentDefinition definition) -> insert(connection, recorded, definition);
            case SegmentChanged(SegmentDefinition definition) -> define(connection, recorded, definition);
            case SegmentActivated(SegmentDefinition definition, int ruleVersion) -> {
                define(connection, recorded, definition);
                status(connection, recorded, "active", ruleVersion);
            }
            case SegmentDeactivated deactivated -> status(connection, recorded, "inactive", null);
            case SegmentDeleted deleted -> delete(connection, recorded);
        }
    }

    private static void insert(Connection connection, Recorded<?> recorded, SegmentDefinition definition)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into segment (id, name, description,"
                + " record_type, priority, conditions, sequence_id, previously_segmented, run_assignment_on_move,"
                + " on_leave, status, rule_version, version, created_by, created_at, changed_at)"
                + " values (?, '', '', ?, 1, '{}', null, false, false, 'keep', 'inactive', 0, 0, ?, ?, ?)"
                + " on conflict do nothing")) {
            insert.setString(1, recorded.aggregateId());
            insert.setString(2, definition.recordType());
            insert.setString(3, recorded.cause().actor());
            insert.setObject(4, recorded.at().atOffset(ZoneOffset.UTC));
            insert.setObject(5, recorded.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        define(connection, recorded, definition);
    }

    private static void define(Connection connection, Recorded<?> recorded, SegmentDefinition definition)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update segment set name = ?, description = ?,"
                + " priority = ?, conditions = ?::jsonb, sequence_id = ?, previously_segmented = ?,"
                + " run_assignment_on_move = ?, on_leave = ?, version = ?, changed_at = ? where id = ?")) {
            update.setString(1, definition.name());
            update.setString(2, definition.description());
            update.setInt(3, definition.priority());
            update.setString(4, Json.text(definition.conditions()));
            update.setString(5, definition.sequenceId());
            update.setBoolean(6, definition.previouslySegmented());
            update.setBoolean(7, definition.runAssignmentOnMove());
            update.setString(8, definition.onLeave().code());
            update.setLong(9, recorded.position() + 1);
            update.setObject(10, recorded.at().atOffset(ZoneOffset.UTC));
            update.setString(11, recorded.aggregateId());
            update.executeUpdate();
        }
    }

    private static void status(
            Connection connection, Recorded<?> recorded, String status, @Nullable Integer ruleVersion)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update segment set status = ?,"
                + " rule_version = coalesce(?, rule_version), version = ?, changed_at = ? where id = ?")) {
            update.setString(1, status);
            update.setObject(2, ruleVersion, Types.INTEGER);
            update.setLong(3, recorded.position() + 1);
            update.setObject(4, recorded.at().atOffset(ZoneOffset.UTC));
            update.setString(5, recorded.aggregateId());
            update.executeUpdate();
        }
    }

    private static void delete(Connection connection, Recorded<?> recorded) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from segment where id = ?")) {
            delete.setString(1, recorded.aggregateId());
            delete.executeUpdate();
        }
    }
}
