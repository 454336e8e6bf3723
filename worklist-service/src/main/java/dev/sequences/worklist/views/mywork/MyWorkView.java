package dev.sequences.worklist.views.mywork;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.rows.Column;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Recorded;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.worklist.workitem.model.ToDo;
import dev.sequences.worklist.workitem.model.WorkItem;
import dev.sequences.worklist.workitem.model.WorkItem.Known;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Table {@code work_item}: one row per item, equal to the fold of its events. Written in their transaction, so that a
 * seller who has completed an item does not meet it on the next page; one statement for all items of a unit.
 */
@ApplicationScoped
public class MyWorkView implements EventEffect {

    private record Row(String id, long version, String status, ToDo toDo) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            Column.uuid("id", Row::id),
            Column.bigint("version", Row::version),
            Column.text("status", Row::status),
            Column.text("assignee_type", row -> row.toDo().assignee().type()),
            Column.text("assignee_id", row -> row.toDo().assignee().id()),
            Column.instant("due_at", row -> row.toDo().dueAt()),
            Column.number("snooze_count", row -> row.toDo().snoozeCount()),
            Column.text("activity_type", row -> row.toDo().activityType()),
            Column.text("title", row -> row.toDo().title()),
            Column.text("description", row -> row.toDo().description()),
            Column.text("template_id", row -> row.toDo().templateId()),
            Column.text("enrollment_id", row -> row.toDo().step().enrollmentId()),
            Column.text("sequence_id", row -> row.toDo().step().sequenceId()),
            Column.text("step_id", row -> row.toDo().step().stepId()),
            Column.text("step_key", row -> row.toDo().step().stepKey()),
            Column.text("record_type", row -> row.toDo().step().recordType()),
            Column.text("record_id", row -> row.toDo().step().recordId()));

    private static final String UPSERT = "insert into work_item as w " + Column.insertion(COLUMNS)
            + " on conflict (id) do update set version = excluded.version, status = excluded.status,"
            + " assignee_type = excluded.assignee_type, assignee_id = excluded.assignee_id, due_at = excluded.due_at,"
            + " snooze_count = excluded.snooze_count where excluded.version > w.version";

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        List<Row> rows = new ArrayList<>();
        events.stream()
                .filter(event -> event.aggregateType().equals(WORK_ITEM.name()))
                .map(Recorded::aggregateId)
                .distinct()
                .forEach(id -> {
                    Loaded<WorkItem> item = unit.load(WORK_ITEM, id);
                    if (item.state() instanceof Known known) {
                        rows.add(new Row(id, item.version(), known.status(), known.toDo()));
                    }
                });
        if (!rows.isEmpty()) {
            upsert(unit.connection(), rows);
        }
    }

    private static void upsert(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            Column.send(upsert, COLUMNS, rows);
            upsert.executeUpdate();
        }
    }
}
