package dev.sequences.enrollment.views.enrollments;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Column;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.CurrentStep;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.End;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.Failure;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code enrollment}, written in the transaction of the events, so that callers read their own writes. One read and one
 * write per unit of work.
 */
@ApplicationScoped
public class EnrollmentView implements EventEffect {

    private static final List<Column<EnrollmentRow>> CHANGING = List.of(
            Column.text("enrollment_id", EnrollmentRow::id),
            Column.text("status", EnrollmentRow::status),
            Column.text("end_reason", row -> ofEnd(row, end -> end.reason().label())),
            Column.text("disposition", row -> ofEnd(row, End::disposition)),
            Column.text("assignee_type", row -> row.assignee().type()),
            Column.text("assignee_id", row -> row.assignee().id()),
            Column.number("completed_steps", EnrollmentRow::completedSteps),
            Column.number("opened_steps", EnrollmentRow::openedSteps),
            Column.cast("current_step", "jsonb", row -> json(row.currentStep())),
            Column.instant("ended_at", row -> ofEnd(row, End::at)),
            Column.bigint("stream_version", EnrollmentRow::streamVersion),
            Column.text(
                    "step_key",
                    row -> row.currentStep() == null ? null : row.currentStep().key()),
            Column.instant(
                    "current_due",
                    row -> row.currentStep() == null ? null : row.currentStep().dueAt()),
            Column.cast("error", "jsonb", row -> json(row.error())),
            Column.text(
                    "error_code",
                    row -> row.error() == null ? null : row.error().code()));

    private static final List<Column<EnrollmentRow>> ALL = Stream.concat(
                    CHANGING.stream(),
                    Stream.<Column<EnrollmentRow>>of(
                            Column.text(
                                    "sequence_id", row -> row.origin().subject().sequenceId()),
                            Column.number(
                                    "version", row -> row.origin().subject().version()),
                            Column.text(
                                    "record_type", row -> row.origin().subject().recordType()),
                            Column.text(
                                    "record_id", row -> row.origin().subject().recordId()),
                            Column.text("source", row -> row.origin().source()),
                            Column.text("segment_id", row -> row.origin().segmentId()),
                            Column.instant("enrolled_at", row -> row.origin().enrolledAt())))
            .toList();

    private static final String INSERT = "insert into enrollment " + Column.insertion(ALL);
    private static final String UPDATE = "update enrollment as t " + Column.changes(CHANGING);

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        List<Recorded<?>> own = events.stream()
                .filter(e -> e.event() instanceof EnrollmentEvent)
                .toList();
        if (own.isEmpty()) {
            return;
        }
        List<String> known = own.stream()
                .filter(e -> e.position() > 0)
                .map(Recorded::aggregateId)
                .distinct()
                .toList();
        Map<String, EnrollmentRow> before = read(unit, known);
        Map<String, EnrollmentRow> rows = new TreeMap<>(before);
        for (Recorded<?> recorded : own) {
            rows.compute(recorded.aggregateId(), (id, row) -> EnrollmentRowFold.after(row, recorded));
        }
        write(
                unit,
                INSERT,
                ALL,
                rows.values().stream()
                        .filter(row -> !before.containsKey(row.id()))
                        .toList());
        write(
                unit,
                UPDATE,
                CHANGING,
                rows.values().stream()
                        .filter(row -> before.containsKey(row.id()))
                        .toList());
    }

    private static Map<String, EnrollmentRow> read(Unit unit, Collection<String> ids) {
        Map<String, EnrollmentRow> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            Rows.of(unit.connection(), "select " + COLUMNS + " from enrollment where enrollment_id = any(?)")
                    .with(ids)
                    .list(EnrollmentView::row)
                    .forEach(row -> rows.put(row.id(), row));
        }
        return rows;
    }

    static final String COLUMNS = "enrollment_id, sequence_id, version, record_type, record_id, end_reason,"
            + " disposition, source, segment_id, assignee_type, assignee_id, completed_steps, opened_steps, current_step,"
            + " enrolled_at, ended_at, stream_version, error";

    static EnrollmentRow row(Row row) throws SQLException {
        String step = row.textOrNull("current_step");
        String error = row.textOrNull("error");
        String endReason = row.textOrNull("end_reason");
        return new EnrollmentRow(
                row.text("enrollment_id"),
                new Origin(
                        new Subject(
                                row.text("sequence_id"),
                                row.intValue("version"),
                                row.text("record_type"),
                                row.text("record_id")),
                        row.text("source"),
                        row.textOrNull("segment_id"),
                        row.instant("enrolled_at")),
                new Assignee(row.text("assignee_type"), row.text("assignee_id")),
                row.intValue("completed_steps"),
                row.intValue("opened_steps"),
                step == null ? null : Json.read(step, CurrentStep.class),
                error == null ? null : Json.read(error, Failure.class),
                endReason == null
                        ? null
                        : new End(EndReason.of(endReason), row.textOrNull("disposition"), row.instant("ended_at")),
                row.longValue("stream_version"));
    }

    private static void write(Unit unit, String sql, List<Column<EnrollmentRow>> columns, List<EnrollmentRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement write = unit.connection().prepareStatement(sql)) {
            Column.bind(write, columns, rows);
            write.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static <T> @Nullable T ofEnd(EnrollmentRow row, Function<End, @Nullable T> value) {
        return row.end() == null ? null : value.apply(row.end());
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : Json.text(value);
    }
}
