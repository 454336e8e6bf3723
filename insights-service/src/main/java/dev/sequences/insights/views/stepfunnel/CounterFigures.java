package dev.sequences.insights.views.stepfunnel;

import dev.sequences.insights.views.enrollments.DurationBuckets;
import dev.sequences.insights.views.enrollments.EnrollmentsView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Figures from counters, since the start of the sequence. The cost does not depend on the number of enrollments. */
final class CounterFigures implements Figures {

    /** Percentiles of steps with at most this many completions are exact. */
    static final long MAX_EXACT = 2_000;

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
        exactTimes(connection, sequenceId, versions, steps);
        return steps;
    }

    @Override
    public Map<String, BranchFigures> branches(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        try (PreparedStatement read = prepared(connection, """
                        select step_key, coalesce(sum(entered) filter (where branch = 'yes'), 0) as yes,
                               coalesce(sum(entered) filter (where branch = 'no'), 0) as no,
                               coalesce(sum(disconnected - advanced) filter (where branch = 'yes'), 0) as yes_dropped,
                               coalesce(sum(disconnected - advanced) filter (where branch = 'no'), 0) as no_dropped
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
            if (step != null && step.completed > 0) {
                step.medianSeconds = DurationBuckets.percentileSeconds(counts, 0.5);
                step.p90Seconds = DurationBuckets.percentileSeconds(counts, 0.9);
                step.percentileError = DurationBuckets.MAX_ERROR;
            }
        });
    }

    /** Reads the durations of the steps with few completions, for which a histogram is coarse and reading is cheap. */
    private static void exactTimes(
            Connection connection, String sequenceId, Integer[] versions, Map<String, StepFigures> steps)
            throws SQLException {
        String[] few = steps.entrySet().stream()
                .filter(step -> step.getValue().completed > 0 && step.getValue().completed <= MAX_EXACT)
                .filter(step -> step.getValue().entered <= 2 * MAX_EXACT)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        if (few.length == 0) {
            return;
        }
        try (PreparedStatement read = prepared(connection, """
                select step_key,
                       percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at)::float8)
                           as median_seconds,
                       percentile_cont(0.9) within group (order by extract(epoch from closed_at - opened_at)::float8)
                           as p90_seconds
                from public.step_fact
                where sequence_id = ? and version = any(?) and step_key = any(?) and status = 'completed'
                group by step_key
                """, sequenceId, versions)) {
            read.setArray(3, connection.createArrayOf("text", few));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    StepFigures step = Objects.requireNonNull(steps.get(row.getString("step_key")));
                    step.medianSeconds = row.getDouble("median_seconds");
                    step.p90Seconds = row.getDouble("p90_seconds");
                    step.percentileError = 0.0;
                }
            }
        }
    }

    @Override
    public @Nullable Instant asOf() {
        return null;
    }

    @Override
    public @Nullable Instant lastEventAt(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(
                "select last_event_at from public.projection_freshness where consumer = ?")) {
            read.setString(1, EnrollmentsView.CONSUMER);
            try (ResultSet row = read.executeQuery()) {
                return row.next()
                        ? row.getObject("last_event_at", OffsetDateTime.class).toInstant()
                        : null;
            }
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, String sequenceId, Integer[] versions)
            throws SQLException {
        PreparedStatement read = connection.prepareStatement(sql);
        read.setString(1, sequenceId);
        read.setArray(2, connection.createArrayOf("int", versions));
        return read;
    }
}
