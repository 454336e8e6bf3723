package dev.sequences.designer.views.versions;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.sequence.Editors;
import dev.sequences.designer.sequence.SequenceIds;
import dev.sequences.designer.sequence.model.Editor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The versions of a sequence. */
@Path("/sequences/{id}/versions")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class VersionsResource {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private final VersionsTable table;
    private final Caller caller;

    VersionsResource(VersionsTable table, Caller caller) {
        this.table = table;
        this.caller = caller;
    }

    /** Newest first. */
    @GET
    public Page<VersionRow> list(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        Editor reader = Editors.of(caller);
        int most = Page.limit(limit);
        List<VersionRow> rows = table.list(SequenceIds.require(id), reader, below(Page.position(after, 1)), most + 1);
        if (rows.isEmpty()) {
            requireSequence(id, reader);
        }
        return Page.of(rows, most, row -> List.of(Integer.toString(row.number())));
    }

    @GET
    @Path("/{number}")
    public VersionRow read(@PathParam("id") String id, @PathParam("number") String number) throws SQLException {
        Editor reader = Editors.of(caller);
        Optional<VersionRow> found = NUMBER.matcher(number).matches()
                ? table.find(SequenceIds.require(id), reader, Integer.parseInt(number))
                : Optional.empty();
        if (found.isEmpty()) {
            requireSequence(id, reader);
        }
        return found.orElseThrow(() -> Problem.unknown("version", number));
    }

    private void requireSequence(String id, Editor reader) throws SQLException {
        if (!table.isVisible(SequenceIds.require(id), reader)) {
            throw Problem.unknown("sequence", id);
        }
    }

    private static int below(List<String> cursor) {
        if (cursor.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        if (!NUMBER.matcher(cursor.getFirst()).matches()) {
            throw Problem.unreadable(
                    "cursor-unreadable",
                    "after",
                    "The cursor does not belong to this list.",
                    "Use the value of 'next' from the previous page unchanged.");
        }
        return Integer.parseInt(cursor.getFirst());
    }
}
