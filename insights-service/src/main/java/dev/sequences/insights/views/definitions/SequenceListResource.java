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
                   coalesce(total.in_progress, 0) as in_progress, coalesce(recent.entered, 0) as entered,
                   coalesce(recent.completed, 0) as completed, coalesce(recent.disconnected, 0) as disconnected
            from page
            left join lateral (
                select sum(in_progress) as in_progress from public.enrollment_funnel f
                where f.sequence_id = page.sequence_id) total on true
            left join lateral (
                select sum(entered) as entered, sum(completed) as completed, sum(disconnected) as disconnected
                from public.enrollment_day d
                where d.sequence_id = page.sequence_id
                  and d.day > (select (chassis.suite_now() at time zone 'UTC')::date) - ?) recent on true
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
     * @param successRate converted / connected; always null, as conversions are not published yet
     * @param trend up, down or unchanged compared with the preceding period; null if either has no success rate
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
