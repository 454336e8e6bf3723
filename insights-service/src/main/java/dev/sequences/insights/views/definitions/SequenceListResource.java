package dev.sequences.insights.views.definitions;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Roles;
import dev.sequences.insights.reads.Snapshots;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists all sequences, by name, with their figures for a recent period. */
@Path("/insights/sequences")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class SequenceListResource {

    private static final int DEFAULT_DAYS = 30;
    private static final Set<Integer> DAYS = Set.of(30, 90, 180, 365, 730);

    /** Omits deleted sequences. A sequence whose definition has not been received yet has its id as its name. */
    private static final String LIST = """
            with moment as (select chassis.suite_now() as now, make_interval(days => ?) as period),
            known as (
                select sequence_id, name, record_type, owner, status, live_version from public.sequence_definition
                union all
                select distinct f.sequence_id, f.sequence_id, null, null, null, 0 from public.enrollment_funnel f
                where not exists (select from public.sequence_definition d where d.sequence_id = f.sequence_id)),
            page as (
                select * from known
                where status is distinct from 'deleted' and (name collate "C", sequence_id) > (?, ?)
                order by name collate "C", sequence_id limit ?)
            select page.sequence_id, page.name, page.record_type, page.owner, page.status, page.live_version,
                   coalesce(total.in_progress, 0) as in_progress, coalesce(recent.entered, 0) as entered,
                   coalesce(recent.completed, 0) as completed, coalesce(recent.disconnected, 0) as disconnected,
                   rate.connected, rate.converted, rate.connected_before, rate.converted_before
            from page cross join moment
            left join lateral (
                select sum(in_progress) as in_progress from public.enrollment_funnel f
                where f.sequence_id = page.sequence_id) total on true
            left join lateral (
                select sum(entered) as entered, sum(completed) as completed, sum(disconnected) as disconnected
                from public.enrollment_day d
                where d.sequence_id = page.sequence_id
                  and d.day > (moment.now at time zone 'UTC')::date - ?) recent on true
            left join lateral (
                select count(distinct f.record_id) filter (where not f.is_before) as connected,
                       count(distinct f.record_id) filter (where not f.is_before and f.is_converted) as converted,
                       count(distinct f.record_id) filter (where f.is_before) as connected_before,
                       count(distinct f.record_id) filter (where f.is_before and f.is_converted) as converted_before
                from (select e.record_id, e.enrolled_at <= moment.now - moment.period as is_before,
                             coalesce(o.is_converted and o.closed_at >= e.enrolled_at
                                      and (e.enrolled_at > moment.now - moment.period
                                           or o.closed_at <= moment.now - moment.period), false) as is_converted
                      from public.enrollment_fact e
                      left join public.record_outcome o
                             on o.record_type = e.record_type and o.record_id = e.record_id
                      where e.sequence_id = page.sequence_id and e.record_type in ('lead', 'opportunity')
                        and e.enrolled_at > moment.now - 2 * moment.period and e.enrolled_at <= moment.now) f
                ) rate on true
            order by page.name collate "C", page.sequence_id
            """;

    private final Snapshots snapshots;

    SequenceListResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * Figures of a sequence.
     *
     * @param version number of the live version; 0 before the first activation
     * @param days length of the period, which ends today (UTC)
     * @param entered enrollments started in the period
     * @param inProgress enrollments in progress now
     * @param completed enrollments completed in the period
     * @param disconnected enrollments disconnected in the period
     * @param successRate records converted after they were enrolled / records enrolled, both in the period, 0 to 1; for leads and
     *     opportunities; null if none were enrolled
     * @param trend up, down or unchanged compared with the preceding period of equal length; null if either has no success rate
     */
    public record SequenceFigures(
            String id,
            String name,
            @Nullable String recordType,
            @Nullable String owner,
            @Nullable String status,
            int version,
            int days,
            long entered,
            long inProgress,
            long completed,
            long disconnected,
            @Nullable Double successRate,
            @Nullable String trend) {}

    @GET
    public Page<SequenceFigures> list(
            @QueryParam("days") @Nullable String days,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int period = period(days);
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 2);
        List<SequenceFigures> rows = snapshots.read(connection -> rows(connection, period, size, position));
        return Page.of(rows, size, row -> List.of(row.name(), row.id()));
    }

    private static List<SequenceFigures> rows(Connection connection, int period, int limit, List<String> position)
            throws SQLException {
        List<SequenceFigures> rows = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(LIST)) {
            read.setInt(1, period);
            read.setString(2, position.isEmpty() ? "" : position.get(0));
            read.setString(3, position.isEmpty() ? "" : position.get(1));
            read.setInt(4, limit + 1);
            read.setInt(5, period);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    Double rate = rate(row.getLong("converted"), row.getLong("connected"));
                    Double before = rate(row.getLong("converted_before"), row.getLong("connected_before"));
                    rows.add(new SequenceFigures(
                            row.getString("sequence_id"),
                            row.getString("name"),
                            row.getString("record_type"),
                            row.getString("owner"),
                            row.getString("status"),
                            row.getInt("live_version"),
                            period,
                            row.getLong("entered"),
                            row.getLong("in_progress"),
                            row.getLong("completed"),
                            row.getLong("disconnected"),
                            rate,
                            trend(rate, before)));
                }
            }
        }
        return rows;
    }

    private static @Nullable Double rate(long converted, long connected) {
        return connected == 0 ? null : Math.round(1e4 * converted / connected) / 1e4;
    }

    private static @Nullable String trend(@Nullable Double now, @Nullable Double before) {
        if (now == null || before == null) {
            return null;
        }
        int change = Double.compare(now, before);
        return change > 0 ? "up" : change < 0 ? "down" : "unchanged";
    }

    private static int period(@Nullable String days) {
        if (days == null || days.isBlank()) {
            return DEFAULT_DAYS;
        }
        try {
            int period = Integer.parseInt(days);
            if (DAYS.contains(period)) {
                return period;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw Problem.unreadable(
                "days-unknown",
                "days",
                "days '" + Fields.shortened(days) + "' is not supported.",
                "Send 30, 90, 180, 365 or 730.");
    }
}
