package dev.sequences.designer.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.http.Turns;
import dev.sequences.chassis.http.UserTurns;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.sequence.Editors;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.settings.DesignerSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Sequences as code. */
@Path("/sequences")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class LibraryResource {

    private static final String YAML = "application/yaml";
    private static final String SCHEMA = "/schemas/sequences-library.v1.schema.json";

    /** A document is kept in memory as a tree while it is imported. */
    private static final int MAX_CONCURRENT_IMPORTS = 4;

    private final UserTurns userImports = new UserTurns();
    private final Turns imports = new Turns(MAX_CONCURRENT_IMPORTS, Duration.ofSeconds(10));

    private final LibraryExport export;
    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final Quotas quotas;
    private final ObjectMapper json;
    private final boolean externalTemplates;

    LibraryResource(
            LibraryExport export,
            Commands commands,
            Caller caller,
            RequestContext context,
            Quotas quotas,
            ObjectMapper json,
            DesignerSettings settings) {
        this.export = export;
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.quotas = quotas;
        this.json = json;
        this.externalTemplates = settings.externalMessageTemplates();
    }

    /**
     * Exports these sequences with their dependencies, or everything; {@code format} is yaml or json and overrides {@code Accept}.
     */
    @GET
    @Path("/export")
    @Produces({MediaType.APPLICATION_JSON, YAML})
    @APIResponseSchema(LibraryDocument.class)
    public Response export(
            @QueryParam("id") List<String> ids,
            @QueryParam("format") @Nullable String format,
            @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept)
            throws SQLException {
        String wanted = Objects.requireNonNullElse(format, accept != null && accept.contains("yaml") ? "yaml" : "json");
        LibraryDocument document = export.export(ids, Editors.of(caller));
        return switch (wanted) {
            case "json" ->
                Response.ok(LibraryText.json(document), MediaType.APPLICATION_JSON)
                        .build();
            case "yaml" -> Response.ok(LibraryText.yaml(document), YAML).build();
            default ->
                throw Problem.unreadable(
                        "format-unknown", "format", "'format' is not one of json, yaml.", "Use one of: json, yaml.");
        };
    }

    /** JSON Schema of the document. */
    @GET
    @Path("/export/schema")
    @Produces(MediaType.APPLICATION_JSON)
    public Response schema() throws IOException {
        try (InputStream schema = LibraryResource.class.getResourceAsStream(SCHEMA)) {
            return Response.ok(
                            new String(Objects.requireNonNull(schema, SCHEMA).readAllBytes(), StandardCharsets.UTF_8))
                    .build();
        }
    }

    /**
     * Imports a document; by default a dry run, apply it with {@code dryRun=false}. All or nothing, and idempotent. {@code
     * allowMissing} accepts sequences with unresolved references. One import per user at a time: a second one is answered with 429.
     */
    @POST
    @Path("/import")
    @Consumes({MediaType.APPLICATION_JSON, YAML, "application/x-yaml", "text/yaml"})
    @Produces(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = LibraryDocument.class)))
    @APIResponseSchema(value = ImportPlan.class, responseCode = "200")
    public Response load(
            byte @Nullable [] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @QueryParam("dryRun") @DefaultValue("true") String dryRun,
            @QueryParam("allowMissing") @DefaultValue("false") String allowMissing)
            throws IOException {
        boolean isDryRun = Fields.flag("dryRun", dryRun);
        boolean lenient = Fields.flag("allowMissing", allowMissing);
        byte[] text = Bodies.required(body == null || body.length == 0 ? null : body);
        try (Turns.Turn own = userImports.take(caller.user());
                Turns.Turn any = imports.take()) {
            return load(read(text, type), isDryRun, lenient);
        }
    }

    private Response load(JsonNode tree, boolean isDryRun, boolean lenient) throws JsonProcessingException {
        LibraryDocument document = document(tree);
        LibraryCheck.check(document);
        Editor editor = Editors.of(caller);
        Cause cause = context.cause();
        try {
            return commands.run(tree, unit -> {
                ImportPlan plan = ImportPlan.of(
                        !isDryRun, new LibraryImport(unit, editor, cause, quotas, externalTemplates).run(document));
                if (isDryRun) {
                    throw new DryRun(plan);
                }
                refuseObstacles(plan.obstacles(lenient));
                return Answer.ok(plan);
            });
        } catch (DryRun result) {
            return Response.ok(result.plan()).build();
        }
    }

    private static void refuseObstacles(List<Problem.Finding> obstacles) {
        if (!obstacles.isEmpty()) {
            throw Problem.rule(
                    "import-refused",
                    "Nothing was imported: " + obstacles.getFirst().message()
                            + (obstacles.size() == 1 ? "" : " " + (obstacles.size() - 1) + " more errors follow."),
                    obstacles.subList(0, Math.min(100, obstacles.size())));
        }
    }

    private JsonNode read(byte[] body, @Nullable String type) throws IOException {
        return type != null && type.contains("yaml") ? LibraryText.readYaml(body) : LibraryText.readJson(body, json);
    }

    /** Uses the HTTP mapper, so that wrong types and unknown fields are reported as in other requests. */
    private LibraryDocument document(JsonNode tree) throws JsonProcessingException {
        if (!tree.isObject()) {
            throw Problem.unreadable(
                    "wrong-type",
                    null,
                    "The document must be a JSON or YAML object.",
                    "See /sequences/export/schema for the schema.");
        }
        return json.treeToValue(tree, LibraryDocument.class);
    }

    /** Rolls back the unit of work after a dry run. */
    private static final class DryRun extends Problem {
        private static final long serialVersionUID = 1;

        private final transient ImportPlan plan;

        DryRun(ImportPlan plan) {
            super(200, "dry-run", "Dry run", "The import was not applied.", List.of());
            this.plan = plan;
        }

        ImportPlan plan() {
            return plan;
        }
    }
}
