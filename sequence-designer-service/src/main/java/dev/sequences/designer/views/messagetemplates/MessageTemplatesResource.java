package dev.sequences.designer.views.messagetemplates;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.messagetemplate.MessageTemplates;
import dev.sequences.designer.sequence.model.PlainText;
import dev.sequences.designer.views.messagetemplates.MessageTemplatesTable.Filter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Reads of message templates. */
@Path("/message-templates")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class MessageTemplatesResource {

    private static final int CURSOR_PARTS = 2;

    private final MessageTemplatesTable table;

    MessageTemplatesResource(MessageTemplatesTable table) {
        this.table = table;
    }

    /**
     * Lists templates by name. {@code language} selects those with a text in that language, {@code q} a part of name or
     * description.
     */
    @GET
    public Page<MessageTemplateRow> list(
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("language") @Nullable String language,
            @QueryParam("q") @Nullable String q,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        List<String> position = Page.position(after, CURSOR_PARTS);
        boolean plain =
                Stream.of(channel, recordType, language, q).allMatch(text -> text == null || PlainText.isValid(text))
                        && position.stream().allMatch(PlainText::isValid);
        if (!plain) {
            throw Problem.unreadable(
                    "filter-unreadable",
                    null,
                    "A filter contains control characters.",
                    "Use printable characters only.");
        }
        int max = Page.limit(limit);
        List<MessageTemplateRow> rows = table.list(new Filter(channel, recordType, language, q), position, max + 1);
        return Page.of(rows, max, row -> List.of(row.name(), row.id()));
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(MessageTemplateRow.class)
    public Response read(@PathParam("id") String id) throws SQLException {
        MessageTemplateRow row =
                table.find(MessageTemplates.require(id)).orElseThrow(() -> Problem.unknown("message-template", id));
        return Commands.response(Answer.ok(row, row.streamVersion()));
    }
}
