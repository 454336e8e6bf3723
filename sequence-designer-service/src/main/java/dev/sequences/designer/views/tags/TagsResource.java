package dev.sequences.designer.views.tags;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.tag.TagDocument;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The tags, for whoever wants to choose among them. */
@Path("/tags")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class TagsResource {

    private static final int CURSOR_PARTS = 2;
    private static final String COLUMNS = "select id, name, parent_id, level, path";

    private final DataSource dataSource;

    TagsResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** By path: what stands below a tag follows it. The entity tag is that of all tags together, as of each of them. */
    @GET
    public RestResponse<Page<TagDocument>> list(
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
                        COLUMNS + " from tag_path where (path_order, id) > (?, ?) order by path_order, id limit ?")) {
            long version = version(connection);
            read.setString(1, start);
            read.setString(2, startId);
            read.setInt(3, most + 1);
            List<TagDocument> rows = new ArrayList<>();
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return RestResponse.ResponseBuilder.ok(Page.of(rows, most, row -> List.of(order(row.path()), row.id())))
                    .header(HttpHeaders.ETAG, "\"" + version + '"')
                    .build();
        }
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(TagDocument.class)
    public Response read(@PathParam("id") String id) throws SQLException {
        if (id.indexOf('\0') >= 0) {
            throw Problem.unknown("tag", id);
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(COLUMNS + " from tag_path where id = ?")) {
            long version = version(connection);
            read.setString(1, id);
            try (ResultSet result = read.executeQuery()) {
                if (!result.next()) {
                    throw Problem.unknown("tag", id);
                }
                return Commands.response(Answer.ok(row(result), version));
            }
        }
    }

    /** Read before the tags: of a change in between the caller hears by If-Match, and never overlooks it. */
    private static long version(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select stream_version from tag_tree");
                ResultSet result = read.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private static TagDocument row(ResultSet result) throws SQLException {
        return new TagDocument(
                result.getString("id"),
                result.getString("name"),
                result.getString("parent_id"),
                result.getInt("level"),
                result.getString("path"));
    }

    /** As the database orders: names apart by a character below all others, so that a tag stands before what is below it. */
    private static String order(String path) {
        return path.replace('/', '\u0001');
    }
}
