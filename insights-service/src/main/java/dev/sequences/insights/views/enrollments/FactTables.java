package dev.sequences.insights.views.enrollments;

import dev.sequences.chassis.rows.Column;
import dev.sequences.chassis.rows.StorageFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes the facts of a batch with one statement per table. */
final class FactTables {

    private static final List<Column<EnrollmentFact>> ENROLLMENT = List.of(
            Column.text("enrollment_id", EnrollmentFact::enrollmentId),
            Column.text("sequence_id", EnrollmentFact::sequenceId),
            Column.number("version", EnrollmentFact::version),
            Column.text("record_type", EnrollmentFact::recordType),
            Column.text("record_id", EnrollmentFact::recordId),
            Column.text("source", EnrollmentFact::source),
            Column.text("segment_id", EnrollmentFact::segmentId),
            Column.text("assignee_type", EnrollmentFact::assigneeType),
            Column.text("assignee", EnrollmentFact::assignee),
            Column.instant("enrolled_at", EnrollmentFact::enrolledAt),
            Column.instant("ended_at", fact -> fact.state().endedAt()),
            Column.text("status", EnrollmentFact::status),
            Column.text("end_reason", fact -> fact.state().endReason()),
            Column.text("disposition", fact -> fact.state().disposition()),
            Column.number("completed_steps", fact -> fact.state().completedSteps()),
            Column.bigint("last_sequence", EnrollmentFact::lastPosition),
            Column.text("error_key", EnrollmentFact::errorKey),
            Column.text("error_code", EnrollmentFact::errorCode));

    private static final List<Column<StepFact>> STEP = List.of(
            Column.text("step_id", StepFact::stepId),
            Column.text("enrollment_id", StepFact::enrollmentId),
            Column.text("sequence_id", StepFact::sequenceId),
            Column.number("version", StepFact::version),
            Column.text("step_key", StepFact::stepKey),
            Column.text("step_type", StepFact::stepType),
            Column.text("name", StepFact::name),
            Column.text("assignee_type", fact -> fact.assignee().type()),
            Column.text("assignee", fact -> fact.assignee().id()),
            Column.instant("opened_at", StepFact::openedAt),
            Column.instant("closed_at", fact -> fact.state().closedAt()),
            Column.text("status", fact -> fact.status().columnValue()),
            Column.text("call_result", fact -> fact.state().callResult()),
            Column.text("wait_end", fact -> fact.state().waitEnd()),
            Column.text("closed_by", fact -> fact.state().closedBy()),
            Column.text("ab_version", StepFact::abVersion),
            Column.instant("due_at", fact -> fact.due().at()),
            Column.number("snooze_count", fact -> fact.due().snoozes()),
            Column.bigint("last_sequence", StepFact::lastPosition));

    private static final List<Column<BranchFact>> BRANCH = List.of(
            Column.text("step_id", BranchFact::stepId),
            Column.text("enrollment_id", BranchFact::enrollmentId),
            Column.text("sequence_id", BranchFact::sequenceId),
            Column.number("version", BranchFact::version),
            Column.text("step_key", BranchFact::stepKey),
            Column.text("branch", BranchFact::branch),
            Column.instant("evaluated_at", BranchFact::evaluatedAt),
            Column.text("status", BranchFact::status),
            Column.text("end_reason", BranchFact::endReason),
            Column.bigint("last_sequence", BranchFact::lastPosition));

    private static final List<Column<Reassignment>> REASSIGNMENT = List.of(
            Column.text("step_id", row -> row.step().stepId()),
            Column.bigint("position", Reassignment::position),
            Column.text("enrollment_id", row -> row.step().enrollmentId()),
            Column.text("sequence_id", row -> row.step().sequenceId()),
            Column.number("version", row -> row.step().version()),
            Column.text("step_key", row -> row.step().stepKey()),
            Column.text("from_assignee_type", row -> row.step().assignee().type()),
            Column.text("from_assignee", row -> row.step().assignee().id()),
            Column.text("to_assignee_type", row -> row.to().type()),
            Column.text("to_assignee", row -> row.to().id()),
            Column.instant("reassigned_at", Reassignment::reassignedAt));

    /** Columns that never change after the insert. */
    private static final Set<String> IMMUTABLE_COLUMNS = Set.of(
            "enrollment_id",
            "step_id",
            "sequence_id",
            "version",
            "record_type",
            "record_id",
            "source",
            "segment_id",
            "enrolled_at",
            "step_key",
            "step_type",
            "name",
            "ab_version",
            "branch",
            "evaluated_at");

    private final Connection connection;
    private final String schema;

    /** Ids of the rows that exist in the database. Ids of enrollments and steps never collide. */
    private final Set<String> storedIds = new HashSet<>();

    FactTables(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    List<EnrollmentFact> enrollments(Collection<String> ids) throws SQLException {
        List<EnrollmentFact> facts = new ArrayList<>();
        try (PreparedStatement read =
                connection.prepareStatement(selection(ENROLLMENT, "enrollment_fact", "enrollment_id"))) {
            read.setArray(1, connection.createArrayOf("text", ids.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    facts.add(new EnrollmentFact(
                            storedId(row, "enrollment_id"),
                            row.getString("sequence_id"),
                            row.getInt("version"),
                            row.getString("record_type"),
                            row.getString("record_id"),
                            row.getString("source"),
                            row.getString("segment_id"),
                            row.getString("assignee_type"),
                            row.getString("assignee"),
                            row.getObject("enrolled_at", OffsetDateTime.class).toInstant(),
                            enrollmentState(row),
                            row.getLong("last_sequence")));
                }
            }
        }
        return facts;
    }

    private static EnrollmentFact.State enrollmentState(ResultSet row) throws SQLException {
        String errorCode = row.getString("error_code");
        return new EnrollmentFact.State(
                row.getString("status"),
                instant(row, "ended_at"),
                row.getString("end_reason"),
                row.getString("disposition"),
                row.getInt("completed_steps"),
                errorCode == null ? null : new EnrollmentFact.StepError(row.getString("error_key"), errorCode));
    }

    List<StepFact> steps(Collection<String> ids) throws SQLException {
        List<StepFact> facts = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(selection(STEP, "step_fact", "step_id"))) {
            read.setArray(1, connection.createArrayOf("text", ids.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    facts.add(new StepFact(
                            storedId(row, "step_id"),
                            row.getString("enrollment_id"),
                            row.getString("sequence_id"),
                            row.getInt("version"),
                            row.getString("step_key"),
                            row.getString("step_type"),
                            row.getString("name"),
                            row.getString("ab_version"),
                            new StepFact.Assignee(row.getString("assignee_type"), row.getString("assignee")),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                            new StepFact.Due(instant(row, "due_at"), row.getInt("snooze_count")),
                            stepState(row),
                            row.getLong("last_sequence")));
                }
            }
        }
        return facts;
    }

    private static StepFact.State stepState(ResultSet row) throws SQLException {
        return new StepFact.State(
                StepFact.Status.ofColumnValue(row.getString("status")),
                instant(row, "closed_at"),
                row.getString("call_result"),
                row.getString("wait_end"),
                row.getString("closed_by"));
    }

    /** Returns the facts of these conditions, and all branch facts of these enrollments. */
    List<BranchFact> branches(Collection<String> stepIds, Collection<String> enrollmentIds) throws SQLException {
        List<BranchFact> facts = new ArrayList<>();
        if (stepIds.isEmpty() && enrollmentIds.isEmpty()) {
            return facts;
        }
        try (PreparedStatement read = connection.prepareStatement(
                selection(BRANCH, "branch_fact", "step_id") + " or enrollment_id = any(?)")) {
            read.setArray(1, connection.createArrayOf("text", stepIds.toArray(String[]::new)));
            read.setArray(2, connection.createArrayOf("text", enrollmentIds.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    facts.add(new BranchFact(
                            storedId(row, "step_id"),
                            row.getString("enrollment_id"),
                            row.getString("sequence_id"),
                            row.getInt("version"),
                            row.getString("step_key"),
                            row.getString("branch"),
                            row.getObject("evaluated_at", OffsetDateTime.class).toInstant(),
                            row.getString("status"),
                            row.getString("end_reason"),
                            row.getLong("last_sequence")));
                }
            }
        }
        return facts;
    }

    private String storedId(ResultSet row, String column) throws SQLException {
        String id = row.getString(column);
        storedIds.add(id);
        return id;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private <F> String selection(List<Column<F>> columns, String table, String id) {
        return "select " + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + " from " + schema
                + "." + table + " where " + id + " = any(?)";
    }

    void writeEnrollments(List<EnrollmentFact> facts) throws SQLException {
        write("enrollment_fact", EnrollmentFact::enrollmentId, ENROLLMENT, facts);
    }

    void writeSteps(List<StepFact> facts) throws SQLException {
        write("step_fact", StepFact::stepId, STEP, facts);
    }

    void writeBranches(List<BranchFact> facts) throws SQLException {
        write("branch_fact", BranchFact::stepId, BRANCH, facts);
    }

    /** A reassignment that is stored already is not stored again. */
    void writeReassignments(List<Reassignment> reassignments) throws SQLException {
        if (reassignments.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into " + schema + ".step_reassignment "
                + Column.insertion(REASSIGNMENT) + " on conflict do nothing")) {
            Column.bind(insert, REASSIGNMENT, reassignments);
            insert.executeUpdate();
        }
    }

    private <F> void write(String table, Function<F, String> id, List<Column<F>> columns, List<F> facts)
            throws SQLException {
        Predicate<F> isStored = fact -> storedIds.contains(id.apply(fact));
        List<Column<F>> changing = Stream.concat(
                        columns.stream().limit(1),
                        columns.stream().filter(column -> !IMMUTABLE_COLUMNS.contains(column.name())))
                .toList();
        String target = schema + "." + table;
        write(
                "insert into " + target + " " + Column.insertion(columns),
                columns,
                facts.stream().filter(isStored.negate()).toList());
        write(
                "update " + target + " as t " + Column.changes(changing) + " and t.last_sequence < n.last_sequence",
                changing,
                facts.stream().filter(isStored).toList());
    }

    private <F> void write(String sql, List<Column<F>> columns, List<F> facts) throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        try (PreparedStatement write = connection.prepareStatement(sql)) {
            Column.bind(write, columns, facts);
            if (write.executeUpdate() != facts.size()) {
                // Counters depend on the facts that were read, so the batch is retried with fresh reads.
                throw new StorageFailure(new SQLException("another replica changed the same fact", "40001"));
            }
        }
    }
}
