package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.Editors;
import dev.sequences.designer.sequence.SequenceIds;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Lists and reads sequences. */
@Path("/sequences")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class CatalogueResource {

    private static final int CURSOR_PARTS = 2;

    private final CatalogueTable table;
    private final Caller caller;

    CatalogueResource(CatalogueTable table, Caller caller) {
        this.table = table;
        this.caller = caller;
    }

    /**
     * {@code q} searches name and description, {@code step} the texts of steps; one or two letters match beginnings of words.
     * {@code tag} is an id or a path, {@code template} the id of a message template in use. {@code sort} is name, owner, status,
     * recordType, version, createdAt or changedAt; prefix {@code -} for descending order.
     */
    @GET
    public Page<CatalogueCard> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("ownerType") @Nullable String ownerType,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("q") @Nullable String q,
            @QueryParam("step") @Nullable String step,
            @QueryParam("template") @Nullable String template,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        return table.list(
                new CatalogueFilter(status, recordType, ownerType, owner, tag, q, step, template),
                Editors.of(caller),
                CatalogueSort.of(sort),
                Page.limit(limit),
                Page.position(after, CURSOR_PARTS));
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(CatalogueRow.class)
    public Response read(@PathParam("id") String id) throws SQLException {
        CatalogueTable.Found found = table.find(SequenceIds.require(id), Editors.of(caller))
                .orElseThrow(() -> Problem.unknown("sequence", id));
        return Commands.response(Answer.ok(found.card(), found.streamVersion()));
    }

    @GET
    @Path("/{id}/draft")
    @APIResponseSchema(DraftDocument.class)
    public Response readDraft(@PathParam("id") String id) throws SQLException {
        CatalogueTable.FoundDraft found = table.draft(SequenceIds.require(id), Editors.of(caller))
                .orElseThrow(() -> Problem.unknown("sequence", id));
        return Commands.response(Answer.ok(found.draft(), found.streamVersion()));
    }
}
