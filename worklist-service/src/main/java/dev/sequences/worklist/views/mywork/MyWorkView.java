package dev.sequences.worklist.views.mywork;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code work_item}: one row per item, equal to the fold of its events. Written in their transaction, so that a
 * seller who has completed an item does not meet it on the next page; one statement for all items of a unit.
 */
@ApplicationScoped
public class MyWorkView implements EventEffect {

    private record Row(String id, long version, String status, ToDo toDo) {}

    private static final String UPSERT = """
            insert into work_item as w
                (id, version, status, assignee_type, assignee_id, due_at, snooze_count, activity_type, title, description,
                 template_id, enrollment_id, sequence_id, step_id, step_key, record_type, record_id)
            select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::int[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (id) do update
            set version = excluded.version, status = excluded.status, assignee_type = excluded.assignee_type,
                assignee_id = excluded.assignee_id, due_at = excluded.due_at, snooze_count = excluded.snooze_count
            where excluded.version > w.version
            """;

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
            array(upsert, 1, "text", rows, Row::id);
            array(upsert, 2, "bigint", rows, Row::version);
            array(upsert, 3, "text", rows, Row::status);
            array(upsert, 4, "text", rows, row -> row.toDo().assignee().type());
            array(upsert, 5, "text", rows, row -> row.toDo().assignee().id());
            array(upsert, 6, "text", rows, row -> row.toDo()
                    .dueAt()
                    .atOffset(ZoneOffset.UTC)
                    .toString());
            array(upsert, 7, "int", rows, row -> row.toDo().snoozeCount());
            array(upsert, 8, "text", rows, row -> row.toDo().activityType());
            array(upsert, 9, "text", rows, row -> row.toDo().title());
            array(upsert, 10, "text", rows, row -> row.toDo().description());
            array(upsert, 11, "text", rows, row -> row.toDo().templateId());
            array(upsert, 12, "text", rows, row -> row.toDo().step().enrollmentId());
            array(upsert, 13, "text", rows, row -> row.toDo().step().sequenceId());
            array(upsert, 14, "text", rows, row -> row.toDo().step().stepId());
            array(upsert, 15, "text", rows, row -> row.toDo().step().stepKey());
            array(upsert, 16, "text", rows, row -> row.toDo().step().recordType());
            array(upsert, 17, "text", rows, row -> row.toDo().step().recordId());
            upsert.executeUpdate();
        }
    }

    private static void array(
            PreparedStatement statement, int index, String type, List<Row> rows, Function<Row, @Nullable Object> column)
            throws SQLException {
        Object[] values = rows.stream().map(column).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }
}
