package dev.sequences.designer.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.RecordType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Templates for new sequences; pass an id to {@code POST /sequences}. */
@Path("/templates")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class TemplateResource {

    private final Templates templates;

    TemplateResource(Templates templates) {
        this.templates = templates;
    }

    /**
     * A template in the API.
     *
     * @param steps number of steps, without waits, conditions and commands
     * @param draft omitted in lists
     */
    public record TemplateDocument(
            String id,
            String name,
            String description,
            String recordType,
            int steps,
            int days,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            DraftDocument draft) {

        static TemplateDocument of(Template template, @Nullable DraftDocument draft) {
            return new TemplateDocument(
                    template.id(),
                    template.name(),
                    template.description(),
                    template.recordType(),
                    template.steps(),
                    template.days(),
                    draft);
        }
    }

    /** Lists all templates, or those for one record type. */
    @GET
    public Page<TemplateDocument> list(@QueryParam("recordType") @Nullable String recordType) {
        if (recordType != null && !RecordType.ALL.contains(recordType)) {
            throw Problem.unreadable(
                    "filter-unreadable",
                    "recordType",
                    "Unknown record type.",
                    "Use one of: " + String.join(", ", RecordType.ALL) + ".");
        }
        return new Page<>(
                templates.all().stream()
                        .filter(template ->
                                recordType == null || template.recordType().equals(recordType))
                        .map(template -> TemplateDocument.of(template, null))
                        .toList(),
                null);
    }

    @GET
    @Path("/{id}")
    public TemplateDocument read(@PathParam("id") String id) {
        Template template = templates.find(id).orElseThrow(() -> Problem.unknown("template", id));
        return TemplateDocument.of(template, DraftDocument.of(template.draft()));
    }
}
