package dev.sequences.insights.views.sellers;

import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Caller;
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
import org.jspecify.annotations.Nullable;

/** Lists the figures of sellers and teams, by id. A salesperson gets only their own row. */
@Path("/insights/sellers")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class SellersResource {

    private static final String LIST = """
            select assignee, assignee_type, sum(entered) as entered, sum(in_progress) as in_progress, sum(completed) as completed,
                   sum(skipped) as skipped, sum(cancelled) as cancelled, sum(reassigned) as reassigned,
                   sum(closed_by_them) as closed_by_them
            from public.seller_funnel
            where (?::text is null or sequence_id = ?)
              and (?::text is null or (assignee_type = 'user' and assignee = ?))
              and (assignee, assignee_type) > (?, ?)
            group by assignee, assignee_type
            having sum(entered) > 0 or sum(closed_by_them) > 0
            order by assignee, assignee_type
            limit ?
            """;

    private final Snapshots snapshots;
    private final Caller caller;

    SellersResource(Snapshots snapshots, Caller caller) {
        this.snapshots = snapshots;
        this.caller = caller;
    }

    /**
     * Figures of a seller or team.
     *
     * @param seller id of the user or team
     * @param assigneeType user or team
     * @param entered steps assigned to them, whatever their status: inProgress + completed + skipped + cancelled + reassigned
     * @param inProgress steps open now
     * @param reassigned steps reassigned to another seller or team
     * @param closedByThem steps that this user completed or skipped, whoever they were assigned to; 0 for teams
     * @param completionRate completed / (completed + skipped), 0 to 1; null if both are 0
     */
    public record SellerFigures(
            String seller,
            String assigneeType,
            long entered,
            long inProgress,
            long completed,
            long skipped,
            long cancelled,
            long reassigned,
            long closedByThem,
            @Nullable Double completionRate) {}

    @GET
    public Page<SellerFigures> list(
            @QueryParam("sequenceId") @Nullable String sequenceId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 2);
        String onlySeller = seesAllSellers() ? null : caller.user();
        List<SellerFigures> rows =
                snapshots.read(connection -> rows(connection, sequenceId, onlySeller, size, position));
        return Page.of(rows, size, row -> List.of(row.seller(), row.assigneeType()));
    }

    private boolean seesAllSellers() {
        return caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
    }

    private static List<SellerFigures> rows(
            Connection connection,
            @Nullable String sequenceId,
            @Nullable String onlySeller,
            int limit,
            List<String> position)
            throws SQLException {
        List<SellerFigures> rows = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(LIST)) {
            read.setString(1, sequenceId);
            read.setString(2, sequenceId);
            read.setString(3, onlySeller);
            read.setString(4, onlySeller);
            read.setString(5, position.isEmpty() ? "" : position.get(0));
            read.setString(6, position.isEmpty() ? "" : position.get(1));
            read.setInt(7, limit + 1);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    long completed = row.getLong("completed");
                    long skipped = row.getLong("skipped");
                    rows.add(new SellerFigures(
                            row.getString("assignee"),
                            row.getString("assignee_type"),
                            row.getLong("entered"),
                            row.getLong("in_progress"),
                            completed,
                            skipped,
                            row.getLong("cancelled"),
                            row.getLong("reassigned"),
                            row.getLong("closed_by_them"),
                            completed + skipped == 0
                                    ? null
                                    : Math.round(1e4 * completed / (completed + skipped)) / 1e4));
                }
            }
        }
        return rows;
    }
}
