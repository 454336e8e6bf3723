package dev.sequences.insights.views.stepfunnel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Figures from facts, for the enrollments that started in a period, as of a point in time. The cost is proportional to the number of facts
 * in the period; percentiles are exact.
 */
final class FactFigures implements Figures {

    /** Selects the enrollments of the period and their steps, without changes after the point in time. */
    private static final String COHORT = """
            with moment as (select coalesce(?::timestamptz, 'infinity') as at),
            cohort as (
                select enrollment_id, enrolled_at,
                       case when ended_at <= moment.at then ended_at end as ended_at,
                       case when ended_at <= moment.at then status else 'connected' end as status,
                       case when ended_at <= moment.at then end_reason end as end_reason
                from public.enrollment_fact, moment
                where sequence_id = ? and version = any(?)
                  and enrolled_at >= coalesce(?::timestamptz, '-infinity')
                  and enrolled_at < coalesce(?::timestamptz, 'infinity')
                  and enrolled_at <= moment.at),
            step as (
                select s.step_key, s.step_type, s.name,
                       case when s.closed_at <= moment.at then s.status else 'open' end as status,
                       case when s.closed_at <= moment.at then coalesce(s.call_result, s.wait_end) end as action,
                       extract(epoch from s.closed_at - s.opened_at)::float8 as seconds
                from public.step_fact s join cohort using (enrollment_id), moment
                where s.sequence_id = ? and s.version = any(?) and s.opened_at <= moment.at)
            """;

    private static final Double EXACT = 0.0;

    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final @Nullable Instant asOf;

    FactFigures(@Nullable Instant from, @Nullable Instant to, @Nullable Instant asOf) {
        this.from = from;
        this.to = to;
        this.asOf = asOf;
    }

    @Override
    public Totals totals(Connection connection, String sequenceId, Integer[] versions) throws SQLException {
        Map<String, Long> reasons;
        try (PreparedStatement read = prepared(
                        connection,
                        "select end_reason, count(*) as enrollments from cohort where end_reason is not null group by end_reason",
                        sequenceId,
                        versions);
                ResultSet row = read.executeQuery()) {
            reasons = Figures.endReasons(row);
        }
        try (PreparedStatement read = prepared(connection, """
                        select count(*) as entered, count(*) filter (where status = 'connected') as in_progress,
                               count(*) filter (where status = 'completed') as completed,
                               count(*) filter (where status = 'disconnected') as disconnected,
                               count(*) filter (where end_reason = 'sequence-completed') as walked_through,
                               sum(extract(epoch from ended_at - enrolled_at) * 1000)
                                   filter (where end_reason = 'sequence-completed') as walked_millis
                        from cohort
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            return Totals.read(row, reasons);
        }
    }

    @Override
    public Map<String, StepFigures> steps(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        Map<String, StepFigures> steps = new TreeMap<>();
        try (PreparedStatement read = prepared(connection, """
                        select step_key, max(step_type) as step_type, max(name) as name, count(*) as entered,
                               count(*) filter (where status in ('open', 'waiting')) as in_progress,
                               count(*) filter (where status = 'completed') as completed,
                               count(*) filter (where status = 'skipped') as skipped,
                               count(*) filter (where status = 'cancelled') as cancelled,
                               percentile_cont(0.5) within group (order by seconds)
                                   filter (where status = 'completed') as median_seconds,
                               percentile_cont(0.9) within group (order by seconds)
                                   filter (where status = 'completed') as p90_seconds
                        from step group by step_key
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                StepFigures step = StepFigures.read(row);
                step.medianSeconds = row.getObject("median_seconds", Double.class);
                step.p90Seconds = row.getObject("p90_seconds", Double.class);
                step.percentileError = step.medianSeconds == null ? null : EXACT;
                steps.put(row.getString("step_key"), step);
            }
        }
        try (PreparedStatement read = prepared(
                        connection,
                        "select step_key, action, count(*) as occurrences from step where action is not null group by 1, 2",
                        sequenceId,
                        versions);
                ResultSet row = read.executeQuery()) {
            StepFigures.readActions(row, steps);
        }
        return steps;
    }

    @Override
    public Map<String, BranchFigures> branches(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        try (PreparedStatement read = prepared(connection, """
                        select b.step_key, count(*) filter (where b.branch = 'yes') as yes,
                               count(*) filter (where b.branch = 'no') as no,
                               count(*) filter (where b.branch = 'yes' and cohort.status = 'disconnected'
                                                and cohort.end_reason <> 'advanced') as yes_dropped,
                               count(*) filter (where b.branch = 'no' and cohort.status = 'disconnected'
                                                and cohort.end_reason <> 'advanced') as no_dropped
                        from public.branch_fact b join cohort using (enrollment_id), moment
                        where b.evaluated_at <= moment.at group by b.step_key
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            return BranchFigures.read(row);
        }
    }

    @Override
    public List<SequenceInsights.Failure> errors(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        try (PreparedStatement read = prepared(connection, """
                        select f.error_key, f.error_code, count(*) as enrollments
                        from public.enrollment_fact f join cohort using (enrollment_id)
                        where f.error_code is not null
                        group by f.error_key, f.error_code order by f.error_key, f.error_code
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            return Figures.failures(row);
        }
    }

    @Override
    public @Nullable Instant asOf() {
        return asOf;
    }

    @Override
    public @Nullable Instant lastEventAt(Connection connection, String sequenceId, Integer[] versions)
            throws SQLException {
        try (PreparedStatement read = prepared(connection, """
                        select max(at) as last_event_at from (
                            select enrolled_at as at from cohort
                            union all select ended_at from cohort
                            union all select s.opened_at from public.step_fact s join cohort using (enrollment_id), moment
                                where s.opened_at <= moment.at
                            union all select s.closed_at from public.step_fact s join cohort using (enrollment_id), moment
                                where s.closed_at <= moment.at
                            union all select b.evaluated_at from public.branch_fact b join cohort using (enrollment_id),
                                moment where b.evaluated_at <= moment.at) event
                        """, sequenceId, versions);
                ResultSet row = read.executeQuery()) {
            row.next();
            OffsetDateTime last = row.getObject("last_event_at", OffsetDateTime.class);
            return last == null ? null : last.toInstant();
        }
    }

    private PreparedStatement prepared(Connection connection, String select, String sequenceId, Integer[] versions)
            throws SQLException {
        PreparedStatement read = connection.prepareStatement(COHORT + select);
        read.setObject(1, utc(asOf));
        read.setString(2, sequenceId);
        read.setArray(3, connection.createArrayOf("int", versions));
        read.setObject(4, utc(from));
        read.setObject(5, utc(to));
        read.setString(6, sequenceId);
        read.setArray(7, connection.createArrayOf("int", versions));
        return read;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
