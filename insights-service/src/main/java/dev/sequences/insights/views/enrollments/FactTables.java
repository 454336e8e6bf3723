package dev.sequences.insights.views.enrollments;

import dev.sequences.chassis.unit.StorageFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes the facts of a batch, one statement per table. */
final class FactTables {

    private static final String ENROLLMENT_COLUMNS =
            "enrollment_id, sequence_id, version, record_type, record_id, source, segment_id, assignee_type, assignee,"
                    + " enrolled_at, ended_at, status, end_reason, disposition, completed_steps, last_sequence";

    private static final String STEP_COLUMNS =
            "step_id, enrollment_id, sequence_id, version, step_key, step_type, name, assignee_type, assignee, opened_at,"
                    + " closed_at, status, call_result, wait_end, last_sequence";

    private final Connection connection;
    private final String schema;

    FactTables(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    List<EnrollmentFact> enrollments(Collection<String> ids) throws SQLException {
        List<EnrollmentFact> facts = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(
                "select " + ENROLLMENT_COLUMNS + " from " + schema + ".enrollment_fact where enrollment_id = any(?)")) {
            read.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    facts.add(new EnrollmentFact(
                            row.getString(1),
                            row.getString(2),
                            row.getInt(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getObject(10, OffsetDateTime.class).toInstant(),
                            instant(row, 11),
                            row.getString(12),
                            row.getString(13),
                            row.getString(14),
                            row.getInt(15),
                            row.getLong(16)));
                }
            }
        }
        return facts;
    }

    List<StepFact> steps(Collection<String> ids) throws SQLException {
        List<StepFact> facts = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(
                "select " + STEP_COLUMNS + " from " + schema + ".step_fact where step_id = any(?)")) {
            read.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    facts.add(new StepFact(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getInt(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getObject(10, OffsetDateTime.class).toInstant(),
                            instant(row, 11),
                            StepFact.Status.of(row.getString(12)),
                            row.getString(13),
                            row.getString(14),
                            row.getLong(15)));
                }
            }
        }
        return facts;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    void writeEnrollments(List<EnrollmentFact> facts) throws SQLException {
        write(
                "enrollment_fact as t (" + ENROLLMENT_COLUMNS + ")",
                "text,text,int,text,text,text,text,text,text,timestamptz,timestamptz,text,text,text,int,bigint",
                "(enrollment_id) do update set ended_at = excluded.ended_at, status = excluded.status,"
                        + " end_reason = excluded.end_reason, disposition = excluded.disposition,"
                        + " completed_steps = excluded.completed_steps, last_sequence = excluded.last_sequence",
                facts,
                List.of(
                        EnrollmentFact::enrollmentId,
                        EnrollmentFact::sequenceId,
                        EnrollmentFact::version,
                        EnrollmentFact::recordType,
                        EnrollmentFact::recordId,
                        EnrollmentFact::source,
                        EnrollmentFact::segmentId,
                        EnrollmentFact::assigneeType,
                        EnrollmentFact::assignee,
                        fact -> text(fact.enrolledAt()),
                        fact -> text(fact.endedAt()),
                        EnrollmentFact::status,
                        EnrollmentFact::endReason,
                        EnrollmentFact::disposition,
                        EnrollmentFact::completedSteps,
                        EnrollmentFact::lastSequence));
    }

    void writeSteps(List<StepFact> facts) throws SQLException {
        write(
                "step_fact as t (" + STEP_COLUMNS + ")",
                "text,text,text,int,text,text,text,text,text,timestamptz,timestamptz,text,text,text,bigint",
                "(step_id) do update set assignee_type = excluded.assignee_type, assignee = excluded.assignee,"
                        + " opened_at = excluded.opened_at, closed_at = excluded.closed_at, status = excluded.status,"
                        + " call_result = excluded.call_result, wait_end = excluded.wait_end,"
                        + " last_sequence = excluded.last_sequence",
                facts,
                List.of(
                        StepFact::stepId,
                        StepFact::enrollmentId,
                        StepFact::sequenceId,
                        StepFact::version,
                        StepFact::stepKey,
                        StepFact::stepType,
                        StepFact::name,
                        StepFact::assigneeType,
                        StepFact::assignee,
                        fact -> text(fact.openedAt()),
                        fact -> text(fact.closedAt()),
                        fact -> fact.status().word(),
                        StepFact::callResult,
                        StepFact::waitEnd,
                        StepFact::lastSequence));
    }

    private <T> void write(
            String target, String types, String onConflict, List<T> facts, List<Function<T, @Nullable Object>> columns)
            throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        String[] type = types.split(",");
        String arrays = "?::" + String.join("[], ?::", type) + "[]";
        try (PreparedStatement upsert = connection.prepareStatement("insert into " + schema + "." + target
                + " select * from unnest(" + arrays + ") on conflict " + onConflict
                + " where t.last_sequence < excluded.last_sequence")) {
            for (int i = 0; i < type.length; i++) {
                Function<T, @Nullable Object> column = columns.get(i);
                Object[] values = facts.stream().map(column).toArray();
                upsert.setArray(i + 1, connection.createArrayOf(type[i], values));
            }
            if (upsert.executeUpdate() != facts.size()) {
                // Counters follow from the facts as read before, so both are done again with fresh reads.
                throw new StorageFailure(new SQLException("a fact was changed by another replica meanwhile", "40001"));
            }
        }
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
