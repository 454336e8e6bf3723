package dev.sequences.worklist.views.mywork;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.rows.Column;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.worklist.workitem.model.WorkItem;
import dev.sequences.worklist.workitem.model.WorkItem.Known;
import dev.sequences.worklist.workitem.model.WorkItemDetails;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Table {@code work_item}: one row per item, equal to the fold of its events. Written in the transaction of the events, so that the seller's
 * next page omits a completed item. Per unit of work, one insert for new items and one update for the others.
 */
@ApplicationScoped
public class MyWorkView implements EventEffect {

    private record Row(String id, long version, String status, WorkItemDetails details) {}

    private static final List<Column<Row>> MUTABLE_COLUMNS = List.of(
            Column.uuid("id", Row::id),
            Column.bigint("version", Row::version),
            Column.text("status", Row::status),
            Column.text("assignee_type", row -> row.details().assignee().type()),
            Column.text("assignee_id", row -> row.details().assignee().id()),
            Column.instant("due_at", row -> row.details().dueAt()),
            Column.number("snooze_count", row -> row.details().snoozeCount()));

    private static final List<Column<Row>> ALL_COLUMNS = Stream.concat(
                    MUTABLE_COLUMNS.stream(),
                    Stream.<Column<Row>>of(
                            Column.text("activity_type", row -> row.details().activityType()),
                            Column.text("title", row -> row.details().title()),
                            Column.text("description", row -> row.details().description()),
                            Column.text("template_id", row -> row.details().templateId()),
                            Column.text(
                                    "enrollment_id", row -> row.details().step().enrollmentId()),
                            Column.text(
                                    "sequence_id", row -> row.details().step().sequenceId()),
                            Column.text("step_id", row -> row.details().step().stepId()),
                            Column.text("step_key", row -> row.details().step().stepKey()),
                            Column.text(
                                    "record_type", row -> row.details().step().recordType()),
                            Column.text("record_id", row -> row.details().step().recordId())))
            .toList();

    private static final String INSERT = "insert into work_item " + Column.insertion(ALL_COLUMNS);
    private static final String UPDATE = "update work_item as t " + Column.changes(MUTABLE_COLUMNS);

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        Map<String, Boolean> opened = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.aggregateType().equals(WORK_ITEM.name()))
                .forEach(event -> opened.merge(event.aggregateId(), event.position() == 0, Boolean::logicalOr));
        List<Row> inserted = new ArrayList<>();
        List<Row> updated = new ArrayList<>();
        opened.forEach((id, isNew) -> {
            Loaded<WorkItem> item = unit.load(WORK_ITEM, id);
            if (item.state() instanceof Known known) {
                (isNew ? inserted : updated).add(new Row(id, item.version(), known.status(), known.details()));
            }
        });
        write(unit.connection(), INSERT, ALL_COLUMNS, inserted);
        write(unit.connection(), UPDATE, MUTABLE_COLUMNS, updated);
    }

    private static void write(Connection connection, String sql, List<Column<Row>> columns, List<Row> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement write = connection.prepareStatement(sql)) {
            Column.bind(write, columns, rows);
            write.executeUpdate();
        }
    }
}
