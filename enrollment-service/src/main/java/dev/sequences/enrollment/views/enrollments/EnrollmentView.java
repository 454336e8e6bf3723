package dev.sequences.enrollment.views.enrollments;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Column;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.CurrentStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code enrollment}, written in the transaction of the events, so that callers read their own writes. One read and one
 * write per unit of work.
 */
@ApplicationScoped
public class EnrollmentView implements EventEffect {

    private static final String CONNECTED = "connected";

    private static final List<Column<EnrollmentRow>> CHANGING = List.of(
            Column.text("enrollment_id", EnrollmentRow::id),
            Column.text("status", EnrollmentRow::status),
            Column.text("end_reason", EnrollmentRow::endReason),
            Column.text("disposition", EnrollmentRow::disposition),
            Column.text("assignee_type", EnrollmentRow::assigneeType),
            Column.text("assignee_id", EnrollmentRow::assigneeId),
            Column.number("completed_steps", EnrollmentRow::completedSteps),
            Column.number("opened_steps", EnrollmentRow::openedSteps),
            Column.cast("current_step", "jsonb", row -> json(row.currentStep())),
            Column.instant("ended_at", EnrollmentRow::endedAt),
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
                    Stream.of(
                            Column.text("sequence_id", EnrollmentRow::sequenceId),
                            Column.number("version", EnrollmentRow::version),
                            Column.text("record_type", EnrollmentRow::recordType),
                            Column.text("record_id", EnrollmentRow::recordId),
                            Column.text("source", EnrollmentRow::source),
                            Column.text("segment_id", EnrollmentRow::segmentId),
                            Column.instant("enrolled_at", EnrollmentRow::enrolledAt)))
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
            rows.compute(recorded.aggregateId(), (id, row) -> next(row, recorded));
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

    private static @Nullable EnrollmentRow next(@Nullable EnrollmentRow row, Recorded<?> recorded) {
        EnrollmentEvent event = (EnrollmentEvent) recorded.event();
        if (event instanceof EnrollmentEvent.RecordEnrolled e) {
            return new EnrollmentRow(
                    recorded.aggregateId(),
                    e.subject().sequenceId(),
                    e.subject().version(),
                    e.subject().recordType(),
                    e.subject().recordId(),
                    CONNECTED,
                    null,
                    null,
                    e.source(),
                    e.segmentId(),
                    e.assignee().type(),
                    e.assignee().id(),
                    0,
                    0,
                    null,
                    e.at(),
                    null,
                    recorded.position() + 1,
                    null);
        }
        if (row == null || row.streamVersion() > recorded.position()) {
            return row;
        }
        CurrentStep now = row.currentStep();
        long version = recorded.position() + 1;
        return switch (event) {
            case EnrollmentEvent.RecordEnrolled e -> row;
            case EnrollmentEvent.StepOpened e ->
                withStep(
                        row,
                        new CurrentStep(
                                e.stepId(),
                                e.stepKey(),
                                e.stepType(),
                                e.name(),
                                "open",
                                e.assignee().type(),
                                e.assignee().id(),
                                e.dueAt(),
                                recorded.at(),
                                null),
                        0,
                        1,
                        version);
            case EnrollmentEvent.WaitStarted e ->
                withStep(
                        row,
                        new CurrentStep(
                                e.stepId(),
                                e.stepKey(),
                                "wait",
                                e.stepKey(),
                                "waiting",
                                e.assignee().type(),
                                e.assignee().id(),
                                e.until(),
                                recorded.at(),
                                "wait"),
                        0,
                        0,
                        version);
            case EnrollmentEvent.MessageRequested e -> withStep(row, null, 0, 1, version);
            case EnrollmentEvent.AnswerAwaited e ->
                withStep(
                        row,
                        new CurrentStep(
                                e.stepId(),
                                e.stepKey(),
                                e.stepType(),
                                e.stepKey(),
                                "waiting",
                                row.assigneeType(),
                                row.assigneeId(),
                                e.until(),
                                recorded.at(),
                                "answer"),
                        0,
                        0,
                        version);
            case EnrollmentEvent.StepHeld e ->
                withStep(
                        row,
                        new CurrentStep(
                                e.stepId(),
                                e.stepKey(),
                                e.stepType(),
                                e.name(),
                                "waiting",
                                row.assigneeType(),
                                row.assigneeId(),
                                e.until(),
                                recorded.at(),
                                e.reason()),
                        0,
                        0,
                        version);
            case EnrollmentEvent.HoldEnded e -> withStep(row, null, 0, 0, version);
            case EnrollmentEvent.ConditionEvaluated e -> withStep(row, null, 0, 0, version);
            case EnrollmentEvent.ActivityNoted e -> withStep(row, now, 0, 0, version);
            case EnrollmentEvent.CallResultNoted e -> withStep(row, now, 0, 0, version);
            case EnrollmentEvent.FieldUpdateRequested e -> withStep(row, now, 0, 0, version);
            case EnrollmentEvent.AdvanceRequested e -> withStep(row, now, 0, 0, version);
            case EnrollmentEvent.StepCompleted e -> withStep(row, null, 1, 0, version);
            case EnrollmentEvent.StepSkipped e -> withStep(row, null, 0, 0, version);
            case EnrollmentEvent.StepCancelled e -> withStep(row, null, 0, 0, version);
            case EnrollmentEvent.WaitEnded e -> withStep(row, null, 0, 0, version);
            case EnrollmentEvent.StepRescheduled e ->
                withStep(row, now == null ? null : now.withDue(e.dueAt()), 0, 0, version);
            case EnrollmentEvent.StepReassigned e ->
                withStep(
                        row,
                        now == null
                                ? null
                                : now.withAssignee(
                                        e.assignee().type(), e.assignee().id()),
                        0,
                        0,
                        version);
            case EnrollmentEvent.StepFailed e -> failed(row, e, recorded);
            case EnrollmentEvent.StepRetried e ->
                withStatus(
                        withStep(row, null, 0, 0, version),
                        row.endReason() == null
                                ? CONNECTED
                                : EndReason.of(row.endReason()).status(),
                        null);
            case EnrollmentEvent.EnrollmentEnded e ->
                new EnrollmentRow(
                        row.id(),
                        row.sequenceId(),
                        row.version(),
                        row.recordType(),
                        row.recordId(),
                        e.reason().status(),
                        e.reason().label(),
                        e.disposition(),
                        row.source(),
                        row.segmentId(),
                        row.assigneeType(),
                        row.assigneeId(),
                        e.completedSteps(),
                        row.openedSteps(),
                        null,
                        row.enrolledAt(),
                        e.at(),
                        version,
                        null);
        };
    }

    /** An ended enrollment has no current node, even when its advance failed. */
    private static EnrollmentRow failed(EnrollmentRow row, EnrollmentEvent.StepFailed e, Recorded<?> recorded) {
        CurrentStep step = row.endedAt() != null
                ? null
                : new CurrentStep(
                        e.stepId(),
                        e.stepKey(),
                        e.stepType(),
                        e.stepKey(),
                        "failed",
                        row.assigneeType(),
                        row.assigneeId(),
                        e.at(),
                        recorded.at(),
                        null);
        return withStatus(
                withStep(row, step, 0, 0, recorded.position() + 1),
                "error",
                new EnrollmentRow.Failure(e.code(), e.reason(), e.stepKey(), e.at()));
    }

    private static EnrollmentRow withStatus(EnrollmentRow row, String status, EnrollmentRow.@Nullable Failure error) {
        return new EnrollmentRow(
                row.id(),
                row.sequenceId(),
                row.version(),
                row.recordType(),
                row.recordId(),
                status,
                row.endReason(),
                row.disposition(),
                row.source(),
                row.segmentId(),
                row.assigneeType(),
                row.assigneeId(),
                row.completedSteps(),
                row.openedSteps(),
                row.currentStep(),
                row.enrolledAt(),
                row.endedAt(),
                row.streamVersion(),
                error);
    }

    private static EnrollmentRow withStep(
            EnrollmentRow row, @Nullable CurrentStep step, int completed, int opened, long version) {
        return new EnrollmentRow(
                row.id(),
                row.sequenceId(),
                row.version(),
                row.recordType(),
                row.recordId(),
                row.status(),
                row.endReason(),
                row.disposition(),
                row.source(),
                row.segmentId(),
                step == null ? row.assigneeType() : step.assigneeType(),
                step == null ? row.assigneeId() : step.assigneeId(),
                row.completedSteps() + completed,
                row.openedSteps() + opened,
                step,
                row.enrolledAt(),
                row.endedAt(),
                version,
                row.error());
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

    static final String COLUMNS = "enrollment_id, sequence_id, version, record_type, record_id, status, end_reason,"
        + " disposition, source, segment_id, assignee_type, assignee_id, completed_steps, opened_steps, current_step,"
        + " enrolled_at, ended_at, stream_version, error";

    static EnrollmentRow row(Row row) throws SQLException {
        String step = row.textOrNull("current_step");
        String error = row.textOrNull("error");
        return new EnrollmentRow(
                row.text("enrollment_id"),
                row.text("sequence_id"),
                row.intValue("version"),
                row.text("record_type"),
                row.text("record_id"),
                row.text("status"),
                row.textOrNull("end_reason"),
                row.textOrNull("disposition"),
                row.text("source"),
                row.textOrNull("segment_id"),
                row.text("assignee_type"),
                row.text("assignee_id"),
                row.intValue("completed_steps"),
                row.intValue("opened_steps"),
                step == null ? null : Json.read(step, CurrentStep.class),
                row.instant("enrolled_at"),
                row.instantOrNull("ended_at"),
                row.longValue("stream_version"),
                error == null ? null : Json.read(error, EnrollmentRow.Failure.class));
    }

    private static void write(Unit unit, String sql, List<Column<EnrollmentRow>> columns, List<EnrollmentRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement write = unit.connection().prepareStatement(sql)) {
            Column.send(write, columns, rows);
            write.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : Json.text(value);
    }
}
