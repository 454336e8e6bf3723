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

/** Reads and writes the facts of a batch, one statement per table. */
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
            Column.instant("ended_at", EnrollmentFact::endedAt),
            Column.text("status", EnrollmentFact::status),
            Column.text("end_reason", EnrollmentFact::endReason),
            Column.text("disposition", EnrollmentFact::disposition),
            Column.number("completed_steps", EnrollmentFact::completedSteps),
            Column.bigint("last_sequence", EnrollmentFact::lastSequence),
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
            Column.text("assignee_type", StepFact::assigneeType),
            Column.text("assignee", StepFact::assignee),
            Column.instant("opened_at", StepFact::openedAt),
            Column.instant("closed_at", StepFact::closedAt),
            Column.text("status", fact -> fact.status().word()),
            Column.text("call_result", StepFact::callResult),
            Column.text("wait_end", StepFact::waitEnd),
            Column.bigint("last_sequence", StepFact::lastSequence));

    private static final List<Column<BranchFact>> BRANCH = List.of(
            Column.text("step_id", BranchFact::stepId),
            Column.text("enrollment_id", BranchFact::enrollmentId),
            Column.text("sequence_id", BranchFact::sequenceId),
            Column.number("version", BranchFact::version),
            Column.text("step_key", BranchFact::stepKey),
            Column.text("branch", BranchFact::branch),
            Column.instant("evaluated_at", BranchFact::evaluatedAt),
            Column.text("status", BranchFact::status),
            Column.bigint("last_sequence", BranchFact::lastSequence));

    /** What never changes once the row is there. */
    private static final Set<String> FIXED = Set.of(
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
            "branch",
            "evaluated_at");

    private final Connection connection;
    private final String schema;

    /** Ids of the rows that were read and so are there: ids of enrollments and of steps are never the same. */
    private final Set<String> present = new HashSet<>();

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
                            present(row, "enrollment_id"),
                            row.getString("sequence_id"),
                            row.getInt("version"),
                            row.getString("record_type"),
                            row.getString("record_id"),
                            row.getString("source"),
                            row.getString("segment_id"),
                            row.getString("assignee_type"),
                            row.getString("assignee"),
                            row.getObject("enrolled_at", OffsetDateTime.class).toInstant(),
                            instant(row, "ended_at"),
                            row.getString("status"),
                            row.getString("end_reason"),
                            row.getString("disposition"),
                            row.getInt("completed_steps"),
                            row.getLong("last_sequence"),
                            row.getString("error_key"),
                            row.getString("error_code")));
                }
            }
        }
        return facts;
    }

    List<StepFact> steps(Collection<String> ids) throws SQLException {
        List<StepFact> facts = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(selection(STEP, "step_fact", "step_id"))) {
            read.setArray(1, connection.createArrayOf("text", ids.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    facts.add(new StepFact(
                            present(row, "step_id"),
                            row.getString("enrollment_id"),
                            row.getString("sequence_id"),
                            row.getInt("version"),
                            row.getString("step_key"),
                            row.getString("step_type"),
                            row.getString("name"),
                            row.getString("assignee_type"),
                            row.getString("assignee"),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                            instant(row, "closed_at"),
                            StepFact.Status.of(row.getString("status")),
                            row.getString("call_result"),
                            row.getString("wait_end"),
                            row.getLong("last_sequence")));
                }
            }
        }
        return facts;
    }

    /** Those of these conditions, and all of these enrollments. */
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
                            present(row, "step_id"),
                            row.getString("enrollment_id"),
                            row.getString("sequence_id"),
                            row.getInt("version"),
                            row.getString("step_key"),
                            row.getString("branch"),
                            row.getObject("evaluated_at", OffsetDateTime.class).toInstant(),
                            row.getString("status"),
                            row.getLong("last_sequence")));
                }
            }
        }
        return facts;
    }

    private String present(ResultSet row, String column) throws SQLException {
        String id = row.getString(column);
        present.add(id);
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

    private <F> void write(String table, Function<F, String> id, List<Column<F>> columns, List<F> facts)
            throws SQLException {
        Predicate<F> there = fact -> present.contains(id.apply(fact));
        List<Column<F>> changing = Stream.concat(
                        columns.stream().limit(1), columns.stream().filter(column -> !FIXED.contains(column.name())))
                .toList();
        String target = schema + "." + table;
        write(
                "insert into " + target + " " + Column.insertion(columns),
                columns,
                facts.stream().filter(there.negate()).toList());
        write(
                "update " + target + " as t " + Column.changes(changing) + " and t.last_sequence < n.last_sequence",
                changing,
                facts.stream().filter(there).toList());
    }

    private <F> void write(String sql, List<Column<F>> columns, List<F> facts) throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        try (PreparedStatement write = connection.prepareStatement(sql)) {
            Column.send(write, columns, facts);
            if (write.executeUpdate() != facts.size()) {
                // Counters follow from the facts as read before, so both are done again with fresh reads.
                throw new StorageFailure(new SQLException("a fact was changed by another replica meanwhile", "40001"));
            }
        }
    }
}
