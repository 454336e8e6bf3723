package dev.sequences.insights.views.definitions;

import dev.sequences.chassis.answer.Problem;
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

/** All sequences with their figures of the last days. */
@Path("/insights/sequences")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class SequenceListResource {

    private static final Set<Integer> PERIODS = Set.of(30, 90, 180, 365, 730);

    /** Sequences that only their enrollments tell of so far are listed under their id. Deleted ones are not listed. */
    private static final String LIST = """
            with known as (
                select sequence_id, name, record_type, owner, status, live_version from public.sequence_definition
                union all
                select distinct f.sequence_id, f.sequence_id, null, null, null, 0 from public.enrollment_funnel f
                where not exists (select from public.sequence_definition d where d.sequence_id = f.sequence_id)),
            page as (
                select * from known
                where status is distinct from 'deleted' and (name collate "C", sequence_id) > (?, ?)
                order by name collate "C", sequence_id limit ?)
            select page.sequence_id, page.name, page.record_type, page.owner, page.status, page.live_version,
                   coalesce(total.in_progress, 0) as in_progress, coalesce(lately.entered, 0) as entered,
                   coalesce(lately.completed, 0) as completed, coalesce(lately.disconnected, 0) as disconnected
            from page
            left join lateral (
                select sum(in_progress) as in_progress from public.enrollment_funnel f
                where f.sequence_id = page.sequence_id) total on true
            left join lateral (
                select sum(entered) as entered, sum(completed) as completed, sum(disconnected) as disconnected
                from public.enrollment_day d
                where d.sequence_id = page.sequence_id
                  and d.day > (select (chassis.suite_now() at time zone 'UTC')::date) - ?) lately on true
            order by page.name collate "C", page.sequence_id
            """;

    private final Snapshots snapshots;

    SequenceListResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * One sequence.
     *
     * @param days the period, ending today (UTC)
     * @param entered enrollments that began in the period
     * @param inProgress enrollments that are on now
     * @param successRate converted / connected; null until conversions of records are published
     * @param trend up, down or unchanged against the period before; null without a rate in both
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
        int most = Page.limit(limit);
        List<String> position = Page.position(after, 2);
        List<SequenceFigures> rows = snapshots.read(connection -> rows(connection, period, most, position));
        return Page.of(rows, most, row -> List.of(row.name(), row.id()));
    }

    private static List<SequenceFigures> rows(Connection connection, int period, int limit, List<String> position)
            throws SQLException {
        List<SequenceFigures> rows = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(LIST)) {
            read.setString(1, position.isEmpty() ? "" : position.get(0));
            read.setString(2, position.isEmpty() ? "" : position.get(1));
            read.setInt(3, limit + 1);
            read.setInt(4, period);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
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
                            null,
                            null));
                }
            }
        }
        return rows;
    }

    private static int period(@Nullable String days) {
        if (days == null || days.isBlank()) {
            return 30;
        }
        try {
            int period = Integer.parseInt(days);
            if (PERIODS.contains(period)) {
                return period;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw Problem.unreadable(
                "days-unknown", "days", "There is no such period.", "Give days=30, 90, 180, 365 or 730.");
    }
}
