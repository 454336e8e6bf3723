package dev.sequences.segment.views.segmentlist;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code segment}, updated in the transaction of the events: a client that has activated a segment must read it as active, and the
 * evaluation compiles its rules from this table.
 */
@ApplicationScoped
public class SegmentListView implements EventEffect {

    private static final String INSERT = """
            insert into segment (id, name, description, record_type, priority, conditions, sequence_id, previously_segmented,
              run_assignment_on_move, on_leave, status, rule_version, version, created_by, created_at, changed_at)
            values (?, '', '', ?, 1, '{}', null, false, false, 'keep', 'inactive', 0, 0, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String DEFINE = """
            update segment set name = ?, description = ?, priority = ?, conditions = ?::jsonb, sequence_id = ?,
              previously_segmented = ?, run_assignment_on_move = ?, on_leave = ?, version = ?, changed_at = ?
            where id = ?
            """;

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        boolean changed = false;
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof SegmentEvent event) {
                changed = true;
                apply(unit.connection(), recorded, event);
            }
        }
        if (changed) {
            Rows.of(
                            unit.connection(),
                            "insert into segment_epoch values (true, nextval('segment_epoch_number'))"
                                    + " on conflict (singleton) do update set epoch = nextval('segment_epoch_number')")
                    .update();
        }
    }

    private static void apply(Connection connection, Recorded<?> recorded, SegmentEvent event) {
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

    private static void insert(Connection connection, Recorded<?> recorded, SegmentDefinition definition) {
        Rows.of(connection, INSERT)
                .with(
                        recorded.aggregateId(),
                        definition.recordType(),
                        recorded.cause().actor(),
                        recorded.at(),
                        recorded.at())
                .update();
        define(connection, recorded, definition);
    }

    private static void define(Connection connection, Recorded<?> recorded, SegmentDefinition definition) {
        Rows.of(connection, DEFINE)
                .with(
                        definition.name(),
                        definition.description(),
                        definition.priority(),
                        Json.text(definition.conditions()),
                        definition.sequenceId(),
                        definition.previouslySegmented(),
                        definition.runAssignmentOnMove(),
                        definition.onLeave().code(),
                        recorded.position() + 1,
                        recorded.at(),
                        recorded.aggregateId())
                .update();
    }

    private static void status(
            Connection connection, Recorded<?> recorded, String status, @Nullable Integer ruleVersion) {
        Rows.of(
                        connection,
                        "update segment set status = ?, rule_version = coalesce(?::int, rule_version), version = ?,"
                                + " changed_at = ? where id = ?")
                .with(status, ruleVersion, recorded.position() + 1, recorded.at(), recorded.aggregateId())
                .update();
    }

    private static void delete(Connection connection, Recorded<?> recorded) {
        Rows.of(connection, "delete from segment where id = ?")
                .with(recorded.aggregateId())
                .update();
    }
}
