package dev.sequences.insights.views.enrollments;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.insights.views.DecodedEvent;
import dev.sequences.insights.views.Projection;
import dev.sequences.insights.views.Projector;
import dev.sequences.insights.views.definitions.DefinitionsView;
import dev.sequences.insights.views.enrollments.CounterTable.KeyColumn;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Projection of enrollments and steps, and of the counters over them. Reads the facts that a batch changes, folds the batch in memory and
 * writes every table once.
 */
@ApplicationScoped
public class EnrollmentsView implements Projection, MessageHandler {

    public static final String NAME = "enrollments";
    public static final String CONSUMER = "insights.enrollments";

    private static final String RECORD_ENROLLED = EventTypes.nameOf(RecordEnrolledV1.class);
    private static final Map<String, String> INFORMED_BY = Map.of(Topics.DEFINITIONS, DefinitionsView.CONSUMER);

    private static final List<KeyColumn> SEQUENCE_VERSION =
            List.of(KeyColumn.text("sequence_id"), KeyColumn.number("version"));
    private static final List<String> STEP_FIGURES =
            List.of("entered", "in_progress", "completed", "skipped", "cancelled");

    private static final CounterTable STEP_FUNNEL = new CounterTable(
            "step_funnel",
            versionAnd(KeyColumn.text("step_key"), KeyColumn.text("step_type"), KeyColumn.text("name")),
            2,
            STEP_FIGURES);
    private static final CounterTable STEP_ACTION = new CounterTable(
            "step_action", versionAnd(KeyColumn.text("step_key"), KeyColumn.text("action")), 0, List.of("occurrences"));
    private static final CounterTable STEP_TIME = new CounterTable(
            "step_time", versionAnd(KeyColumn.text("step_key"), KeyColumn.number("bucket")), 0, List.of("occurrences"));
    private static final CounterTable ENROLLMENT_FUNNEL = new CounterTable(
            "enrollment_funnel",
            SEQUENCE_VERSION,
            0,
            List.of("entered", "in_progress", "completed", "disconnected", "walked_through", "walked_millis"));
    private static final CounterTable END_REASON =
            new CounterTable("end_reason", versionAnd(KeyColumn.text("end_reason")), 0, List.of("enrollments"));
    private static final CounterTable ENROLLMENT_DAY = new CounterTable(
            "enrollment_day", versionAnd(KeyColumn.date("day")), 0, List.of("entered", "completed", "disconnected"));
    private static final CounterTable SELLER_FUNNEL = new CounterTable(
            "seller_funnel",
            List.of(KeyColumn.text("assignee_type"), KeyColumn.text("assignee"), KeyColumn.text("sequence_id")),
            0,
            Stream.concat(STEP_FIGURES.stream(), Stream.of("reassigned", "closed_by_them"))
                    .toList());

    private static final CounterTable BRANCH_FUNNEL = new CounterTable(
            "branch_funnel",
            versionAnd(KeyColumn.text("step_key"), KeyColumn.text("branch")),
            0,
            List.of("entered", "in_progress", "completed", "disconnected", "advanced"));
    private static final CounterTable ENROLLMENT_ERROR = new CounterTable(
            "enrollment_error",
            versionAnd(KeyColumn.text("step_key"), KeyColumn.text("error_code")),
            0,
            List.of("enrollments"));

    /** 2: who closed a step, its due time and test version, reassignments, advanced branches. */
    private static final int REVISION = 2;

    private final Intake intake;

    EnrollmentsView(Intake intake) {
        this.intake = intake;
        intake.register(CONSUMER, this);
    }

    private static List<KeyColumn> versionAnd(KeyColumn... more) {
        return Stream.concat(SEQUENCE_VERSION.stream(), Arrays.stream(more)).toList();
    }

    @Incoming("enrollments")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    /** A figure names the sequence and its version; the enrollment is the first event of its key that states the definition. */
    @Override
    public Map<String, String> informedBy(Message message) {
        return message.type().equals(RECORD_ENROLLED) ? INFORMED_BY : Map.of();
    }

    @Override
    public void handle(Unit unit, List<Message> messages) throws SQLException {
        Projector.receive(this, unit, messages);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int revision() {
        return REVISION;
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
                "step_reassignment",
                STEP_FUNNEL.name(),
                STEP_ACTION.name(),
                STEP_TIME.name(),
                ENROLLMENT_FUNNEL.name(),
                END_REASON.name(),
                ENROLLMENT_DAY.name(),
                SELLER_FUNNEL.name(),
                "branch_fact",
                BRANCH_FUNNEL.name(),
                ENROLLMENT_ERROR.name());
    }

    @Override
    public void apply(Connection connection, String schema, List<DecodedEvent> events) throws SQLException {
        FactTables tables = new FactTables(connection, schema);
        FactFold fold = new FactFold(
                tables.enrollments(ids(events, FactFold::enrollmentIdOf)),
                tables.steps(ids(events, FactFold::stepIdOf)),
                tables.branches(ids(events, FactFold::evaluatedStepIdOf), ids(events, FactFold::endedEnrollmentIdOf)));
        events.forEach(fold::apply);

        tables.writeEnrollments(fold.changedEnrollments());
        tables.writeSteps(fold.changedSteps());
        tables.writeReassignments(fold.reassignments());
        tables.writeBranches(fold.changedBranches());
        FunnelCounters counters = fold.counters();
        STEP_FUNNEL.add(connection, schema, counters.stepFunnel());
        STEP_ACTION.add(connection, schema, counters.stepActions());
        STEP_TIME.add(connection, schema, counters.stepTimes());
        ENROLLMENT_FUNNEL.add(connection, schema, counters.enrollmentFunnel());
        END_REASON.add(connection, schema, counters.endReasons());
        ENROLLMENT_DAY.add(connection, schema, counters.days());
        SELLER_FUNNEL.add(connection, schema, counters.sellers());
        BRANCH_FUNNEL.add(connection, schema, counters.branches());
        ENROLLMENT_ERROR.add(connection, schema, counters.errors());
    }

    private static Set<String> ids(List<DecodedEvent> events, Function<ContractEvent, @Nullable String> idOf) {
        return events.stream()
                .map(event -> idOf.apply(event.event()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
