package dev.sequences.insights.views.stepfunnel;

import dev.sequences.insights.views.enrollments.DurationBuckets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Figures from counters, since the start of the sequence. The cost does not depend on the number of enrollments. */
final class CounterFigures implements Figures {

    private static final String STEPS = """
            select step_key, max(step_type) as step_type, max(name) as name, sum(entered) as entered,
                   sum(in_progress) as in_progress, sum(completed) as completed, sum(skipped) as skipped,
                   sum(cancelled) as cancelled
            from public.step_funnel where sequence_id = ? and version = any(?)
            group by step_key
            """;

    @Override
    public Totals totals(Connection connection, String sequenceId, Integer[] versions) throws SQLException {
        Map<String, Long> reasons;
        try (PreparedStatement read = prepared(connection, """
                        select end_reason, sum(enrollments) as enrollments
                        from public.end_reason where sequence_id = ? and version = any(?)
                        group by end_reason having sum(enrollments) > 0
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            reasons = Figures.endReasons(row);
        }
        try (PreparedStatement read = prepared(connection, """
                        select sum(entered) as entered, sum(in_progress) as in_progress, sum(completed) as completed,
                               sum(disconnected) as disconnected, sum(walked_through) as walked_through,
                               sum(walked_millis) as walked_millis
                        from public.enrollment_funnel where sequence_id = ? and version = any(?)
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            return Totals.read(row, reasons);
        }
    }

    @Override
    public Map<String, StepFigures> steps(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        Map<String, StepFigures> steps = new TreeMap<>();
        try (PreparedStatement read = prepared(connection, STEPS, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                steps.put(row.getString("step_key"), StepFigures.read(row));
            }
        }
        actions(connection, sequenceId, versions, steps);
        times(connection, sequenceId, versions, steps);
        return steps;
    }

    @Override
    public Map<String, BranchFigures> branches(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        try (PreparedStatement read = prepared(connection, """
                        select step_key, coalesce(sum(entered) filter (where branch = 'yes'), 0) as yes,
                               coalesce(sum(entered) filter (where branch = 'no'), 0) as no,
                               coalesce(sum(disconnected) filter (where branch = 'yes'), 0) as yes_disconnected,
                               coalesce(sum(disconnected) filter (where branch = 'no'), 0) as no_disconnected
                        from public.branch_funnel where sequence_id = ? and version = any(?)
                        group by step_key
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            return BranchFigures.read(row);
        }
    }

    @Override
    public List<SequenceInsights.Failure> errors(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        try (PreparedStatement read = prepared(connection, """
                        select step_key as error_key, error_code, sum(enrollments) as enrollments
                        from public.enrollment_error where sequence_id = ? and version = any(?)
                        group by step_key, error_code having sum(enrollments) > 0 order by step_key, error_code
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            return Figures.failures(row);
        }
    }

    private static void actions(
            Connection connection, String sequenceId, Integer[] versions, Map<String, StepFigures> steps)
            throws SQLException {
        try (PreparedStatement read = prepared(connection, """
                        select step_key, action, sum(occurrences) as occurrences
                        from public.step_action where sequence_id = ? and version = any(?)
                        group by step_key, action having sum(occurrences) > 0
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            StepFigures.readActions(row, steps);
        }
    }

    private static void times(
            Connection connection, String sequenceId, Integer[] versions, Map<String, StepFigures> steps)
            throws SQLException {
        Map<String, SortedMap<Integer, Long>> buckets = new HashMap<>();
        try (PreparedStatement read = prepared(connection, """
                        select step_key, bucket, sum(occurrences) as occurrences
                        from public.step_time where sequence_id = ? and version = any(?)
                        group by step_key, bucket
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                buckets.computeIfAbsent(row.getString("step_key"), key -> new TreeMap<>())
                        .put(row.getInt("bucket"), row.getLong("occurrences"));
            }
        }
        buckets.forEach((key, counts) -> {
            StepFigures step = steps.get(key);
            if (step != null) {
                step.medianSeconds = DurationBuckets.percentileSeconds(counts, 0.5);
                step.p90Seconds = DurationBuckets.percentileSeconds(counts, 0.9);
            }
        });
    }

    private static PreparedStatement prepared(Connection connection, String sql, String sequenceId, Integer[] versions)
            throws SQLException {
        PreparedStatement read = connection.prepareStatement(sql);
        read.setString(1, sequenceId);
        read.setArray(2, connection.createArrayOf("int", versions));
        return read;
    }
}
