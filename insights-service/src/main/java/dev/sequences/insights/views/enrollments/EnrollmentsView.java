package dev.sequences.insights.views.enrollments;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.insights.views.Fact;
import dev.sequences.insights.views.Projection;
import dev.sequences.insights.views.Projector;
import dev.sequences.insights.views.enrollments.CounterTable.Column;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Facts about enrollments and steps, and the counters over them. A batch reads the facts it touches, folds in memory, and
 * writes every table once.
 */
@ApplicationScoped
public class EnrollmentsView implements Projection, MessageHandler {

    public static final String NAME = "enrollments";
    public static final String CONSUMER = "insights.enrollments";

    private static final List<Column> SEQUENCE_VERSION = List.of(Column.text("sequence_id"), Column.number("version"));
    private static final List<String> STEP_FIGURES =
            List.of("entered", "in_progress", "completed", "skipped", "cancelled");

    private static final CounterTable STEP_FUNNEL = new CounterTable(
            "step_funnel",
            with(Column.text("step_key")),
            List.of(Column.text("step_type"), Column.text("name")),
            STEP_FIGURES);
    private static final CounterTable STEP_ACTION = new CounterTable(
            "step_action", with(Column.text("step_key"), Column.text("action")), List.of(), List.of("occurrences"));
    private static final CounterTable STEP_TIME = new CounterTable(
            "step_time", with(Column.text("step_key"), Column.number("bucket")), List.of(), List.of("occurrences"));
    private static final CounterTable ENROLLMENT_FUNNEL = new CounterTable(
            "enrollment_funnel",
            SEQUENCE_VERSION,
            List.of(),
            List.of("entered", "in_progress", "completed", "disconnected", "walked_through", "walked_millis"));
    private static final CounterTable END_REASON =
            new CounterTable("end_reason", with(Column.text("end_reason")), List.of(), List.of("enrollments"));
    private static final CounterTable ENROLLMENT_DAY = new CounterTable(
            "enrollment_day",
            with(new Column("day", "date")),
            List.of(),
            List.of("entered", "completed", "disconnected"));
    private static final CounterTable SELLER_FUNNEL = new CounterTable(
            "seller_funnel",
            List.of(Column.text("assignee_type"), Column.text("assignee"), Column.text("sequence_id")),
            List.of(),
            STEP_FIGURES);

    private final Intake intake;

    EnrollmentsView(Intake intake) {
        this.intake = intake;
        intake.register(CONSUMER, this);
    }

    private static List<Column> with(Column... more) {
        return java.util.stream.Stream.concat(SEQUENCE_VERSION.stream(), java.util.Arrays.stream(more))
                .toList();
    }

    @Incoming("enrollments")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public void take(Unit unit, List<Message> messages) throws SQLException {
        Projector.take(this, unit, messages);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "enrollment_fact",
                "step_fact",
                STEP_FUNNEL.name(),
                STEP_ACTION.name(),
                STEP_TIME.name(),
                ENROLLMENT_FUNNEL.name(),
                END_REASON.name(),
                ENROLLMENT_DAY.name(),
                SELLER_FUNNEL.name());
    }

    @Override
    public void apply(Connection connection, String schema, List<Fact> events) throws SQLException {
        FactTables tables = new FactTables(connection, schema);
        Set<String> enrollments = events.stream()
                .map(fact -> FactFold.enrollmentOf(fact.event()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> steps = events.stream()
                .map(fact -> FactFold.stepOf(fact.event()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        FactFold fold = new FactFold(tables.enrollments(enrollments), tables.steps(steps));
        events.forEach(fold::apply);

        tables.writeEnrollments(fold.changedEnrollments());
        tables.writeSteps(fold.changedSteps());
        FunnelCounters counters = fold.counters();
        STEP_FUNNEL.add(connection, schema, counters.stepFunnel());
        STEP_ACTION.add(connection, schema, counters.stepActions());
        STEP_TIME.add(connection, schema, counters.stepTimes());
        ENROLLMENT_FUNNEL.add(connection, schema, counters.enrollmentFunnel());
        END_REASON.add(connection, schema, counters.endReasons());
        ENROLLMENT_DAY.add(connection, schema, counters.days());
        SELLER_FUNNEL.add(connection, schema, counters.sellers());
    }
}
