package dev.sequences.designer.views.tags;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
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
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Reads of tags, for everyone who can assign or filter by tags. */
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

    /** Lists tags by path, each followed by its descendants. All tags share one entity tag, which every single tag returns as well. */
    @GET
    public RestResponse<Page<TagDocument>> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after)
            throws SQLException {
        int max = Page.limit(limit);
        List<String> position = Page.position(after, CURSOR_PARTS);
        if (position.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
            throw Problem.unreadable(
                    "cursor-unreadable",
                    "after",
                    "The cursor does not belong to this list.",
                    "Use the value of 'next' from the previous page unchanged.");
        }
        String start = position.isEmpty() ? "" : position.getFirst();
        String startId = position.isEmpty() ? "" : position.getLast();
        try (Connection connection = dataSource.getConnection()) {
            long version = version(connection);
            List<TagDocument> rows = Rows.of(
                            connection,
                            COLUMNS + " from tag_path where (path_order, id) > (?, ?) order by path_order, id limit ?")
                    .with(start, startId, max + 1)
                    .list(TagsResource::document);
            return RestResponse.ResponseBuilder.ok(Page.of(rows, max, row -> List.of(order(row.path()), row.id())))
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
        try (Connection connection = dataSource.getConnection()) {
            long version = version(connection);
            TagDocument tag = Rows.of(connection, COLUMNS + " from tag_path where id = ?")
                    .with(id)
                    .first(TagsResource::document)
                    .orElseThrow(() -> Problem.unknown("tag", id));
            return Commands.response(Answer.ok(tag, version));
        }
    }

    /** Read before the tags, so that a change in between makes the entity tag stale and If-Match fails. */
    private static long version(Connection connection) {
        return Rows.of(connection, "select stream_version from tag_tree")
                .first(row -> row.longValue("stream_version"))
                .orElse(0L);
    }

    private static TagDocument document(Row row) throws SQLException {
        return new TagDocument(
                row.text("id"), row.text("name"), row.textOrNull("parent_id"), row.intValue("level"), row.text("path"));
    }

    /** Sort key as in the database: '/' becomes the lowest character, so that a tag precedes its descendants. */
    private static String order(String path) {
        return path.replace('/', '\u0001');
    }
}
