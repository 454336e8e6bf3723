package dev.sequences.segment.views.sellers;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.seller.SellerRows;
import dev.sequences.segment.seller.model.SellerProfile;
import dev.sequences.segment.team.TeamRows;
import dev.sequences.segment.team.model.TeamMembers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lists the sellers that have a profile or a calendar. */
@Path("/sellers")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class SellerListResource {

    private static final int MAX_IDS = 200;
    private static final int MAX_QUERY_LENGTH = 200;

    private static final String PAGE = """
            select * from seller where id > ?
              and (?::text is null or strpos(lower(coalesce(name, '') || ' ' || id), lower(?)) > 0)
              and (?::text[] is null or id = any(?::text[]))
              and (?::text is null or teams @> to_jsonb(?::text) or id = any(?::text[]))
              and (?::jsonb is null or attributes @> ?::jsonb)
              and (?::boolean is null or assignable = ?)
            order by id limit ?
            """;

    private final DataSource dataSource;

    SellerListResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    record SellerRow(
            String id,
            @Nullable String name,
            @Nullable String businessUnit,
            List<String> teams,
            Map<String, List<String>> attributes,
            @Nullable Integer capacity,
            boolean assignable,
            boolean hasCalendar,
            long version) {

        static SellerRow of(Row row) throws SQLException {
            SellerProfile profile = SellerRows.of(row).profile();
            return new SellerRow(
                    row.text("id"),
                    profile.name(),
                    profile.businessUnit(),
                    profile.teams(),
                    profile.attributes(),
                    profile.capacity(),
                    profile.assignable(),
                    row.textOrNull("calendar") != null,
                    row.longValue("version"));
        }
    }

    /**
     * Sellers by id.
     *
     * @param q part of the name or the id; ignores case
     * @param team includes members of member teams
     * @param ids up to 200, separated by commas
     * @param attribute attribute and value, e.g. language:de
     */
    @GET
    public Page<SellerRow> list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("team") @Nullable String team,
            @QueryParam("ids") @Nullable String ids,
            @QueryParam("attribute") @Nullable String attribute,
            @QueryParam("assignable") @Nullable String assignable,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 1);
        String text = query(q);
        List<String> wanted = ids(ids);
        String values = attribute(attribute);
        Boolean flag = flag(assignable);
        try (Connection connection = dataSource.getConnection()) {
            Collection<String> members = team == null ? List.of() : TeamMembers.of(team, TeamRows.members(connection));
            List<SellerRow> rows = Rows.of(connection, PAGE)
                    .with(position.isEmpty() ? "" : position.getFirst(), text, text, wanted, wanted)
                    .with(team, team, members, values, values, flag, flag, size + 1)
                    .list(SellerRow::of);
            return Page.of(rows, size, row -> List.of(row.id()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static @Nullable String query(@Nullable String q) {
        if (q != null && q.length() > MAX_QUERY_LENGTH) {
            throw Problem.unreadable(
                    "query-too-long",
                    "q",
                    "q has " + q.length() + " characters.",
                    "Send at most " + MAX_QUERY_LENGTH + " characters.");
        }
        return q == null || q.isBlank() ? null : q.strip();
    }

    private static @Nullable List<String> ids(@Nullable String ids) {
        if (ids == null || ids.isBlank()) {
            return null;
        }
        List<String> list = List.of(ids.split(","));
        if (list.size() > MAX_IDS) {
            throw Problem.unreadable(
                    "too-many-ids", "ids", "There are " + list.size() + " ids.", "Send at most " + MAX_IDS + " ids.");
        }
        return list;
    }

    private static @Nullable String attribute(@Nullable String attribute) {
        if (attribute == null || attribute.isBlank()) {
            return null;
        }
        int colon = attribute.indexOf(':');
        if (colon < 1 || colon == attribute.length() - 1) {
            throw Problem.unreadable(
                    "attribute-malformed",
                    "attribute",
                    "The attribute has no name or no value.",
                    "Send name and value, e.g. language:de.");
        }
        return Json.text(Map.of(attribute.substring(0, colon), List.of(attribute.substring(colon + 1))));
    }

    private static @Nullable Boolean flag(@Nullable String assignable) {
        return switch (assignable) {
            case null -> null;
            case "" -> null;
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Problem.unreadable(
                        "assignable-malformed",
                        "assignable",
                        "assignable is neither true nor false.",
                        "Send true or false, or omit it.");
        };
    }
}
