package dev.sequences.worklist.views.mywork;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.rows.Column;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.worklist.workitem.model.ToDo;
import dev.sequences.worklist.workitem.model.WorkItem;
import dev.sequences.worklist.workitem.model.WorkItem.Known;
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
 * Table {@code work_item}: one row per item, equal to the fold of its events. Written in the transaction of the events, so that a completed item is
 * missing from the seller's next page: one insert for the items that a unit opens and one update for the others.
 */
@ApplicationScoped
public class MyWorkView implements EventEffect {

    private record Row(String id, long version, String status, ToDo toDo) {}

    private static final List<Column<Row>> CHANGING = List.of(
            Column.uuid("id", Row::id),
            Column.bigint("version", Row::version),
            Column.text("status", Row::status),
            Column.text("assignee_type", row -> row.toDo().assignee().type()),
            Column.text("assignee_id", row -> row.toDo().assignee().id()),
            Column.instant("due_at", row -> row.toDo().dueAt()),
            Column.number("snooze_count", row -> row.toDo().snoozeCount()));

    private static final List<Column<Row>> ALL = Stream.concat(
                    CHANGING.stream(),
                    Stream.<Column<Row>>of(
                            Column.text("activity_type", row -> row.toDo().activityType()),
                            Column.text("title", row -> row.toDo().title()),
                            Column.text("description", row -> row.toDo().description()),
                            Column.text("template_id", row -> row.toDo().templateId()),
                            Column.text(
                                    "enrollment_id", row -> row.toDo().step().enrollmentId()),
                            Column.text("sequence_id", row -> row.toDo().step().sequenceId()),
                            Column.text("step_id", row -> row.toDo().step().stepId()),
                            Column.text("step_key", row -> row.toDo().step().stepKey()),
                            Column.text("record_type", row -> row.toDo().step().recordType()),
                            Column.text("record_id", row -> row.toDo().step().recordId())))
            .toList();

    private static final String INSERT = "insert into work_item " + Column.insertion(ALL);
    private static final String UPDATE = "update work_item as t " + Column.changes(CHANGING);

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        Map<String, Boolean> opened = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.aggregateType().equals(WORK_ITEM.name()))
                .forEach(event -> opened.merge(event.aggregateId(), event.position() == 0, Boolean::logicalOr));
        List<Row> fresh = new ArrayList<>();
        List<Row> changed = new ArrayList<>();
        opened.forEach((id, isNew) -> {
            Loaded<WorkItem> item = unit.load(WORK_ITEM, id);
            if (item.state() instanceof Known known) {
                (isNew ? fresh : changed).add(new Row(id, item.version(), known.status(), known.toDo()));
            }
        });
        write(unit.connection(), INSERT, ALL, fresh);
        write(unit.connection(), UPDATE, CHANGING, changed);
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
