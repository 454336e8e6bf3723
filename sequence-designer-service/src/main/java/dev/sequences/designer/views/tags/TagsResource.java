package dev.sequences.designer.views.tags;

import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.http.Problem;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.tag.TagDocument;
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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tags, for whoever wants to choose among them. */
@Path("/tags")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class TagsResource {

    private static final int CURSOR_PARTS = 2;

    private final DataSource dataSource;

    TagsResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** By path: what stands below a tag follows it. */
    @GET
    public Page<TagDocument> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after)
            throws SQLException {
        int most = Page.limit(limit);
        List<String> position = Page.position(after, CURSOR_PARTS);
        if (position.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
            throw Problem.unreadable(
                    "cursor-unreadable",
                    "after",
                    "The cursor is not one of this list.",
                    "Use the value of 'next' as it was given.");
        }
        String start = position.isEmpty() ? "" : position.getFirst();
        String startId = position.isEmpty() ? "" : position.getLast();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(
                        "select id, name, parent_id, level, path from tag_path where (path_order, id) > (?, ?)"
                                + " order by path_order, id limit ?")) {
            read.setString(1, start);
            read.setString(2, startId);
            read.setInt(3, most + 1);
            List<TagDocument> rows = new ArrayList<>();
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    rows.add(new TagDocument(
                            result.getString("id"),
                            result.getString("name"),
                            result.getString("parent_id"),
                            result.getInt("level"),
                            result.getString("path")));
                }
            }
            return Page.of(rows, most, row -> List.of(order(row.path()), row.id()));
        }
    }

    /** As the database orders: names apart by a character below all others, so that a tag stands before what is below it. */
    private static String order(String path) {
        return path.replace('/', '\u0001');
    }
}
