package dev.sequences.segment.recordtype;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.recordtype.DeclarationRows.Declared;
import dev.sequences.segment.recordtype.RecordTypeRequests.DeclaredType;
import dev.sequences.segment.recordtype.RecordTypeRequests.PutRecordType;
import dev.sequences.segment.recordtype.RecordTypeRequests.TypeSummaries;
import dev.sequences.segment.recordtype.RecordTypeRequests.TypeSummary;
import dev.sequences.segment.recordtype.model.Declaration;
import dev.sequences.segment.segment.model.RecordTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Record types: the fields found in their records, and the declared ones. Open to everybody who draws sequences or filters records. */
@Path("/record-types")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class RecordTypeResource {

    private final Commands commands;
    private final RequestContext context;
    private final DataSource dataSource;

    RecordTypeResource(Commands commands, RequestContext context, DataSource dataSource) {
        this.commands = commands;
        this.context = context;
        this.dataSource = dataSource;
    }

    @GET
    @Operation(
            summary = "List the record types",
            description = "The number of records of each type and whether its fields are declared.")
    public TypeSummaries list() {
        try (Connection connection = dataSource.getConnection()) {
            Map<String, Declared> declared = DeclarationRows.all(connection);
            Map<String, DiscoveredFields.Count> counts = DiscoveredFields.counts(connection);
            return new TypeSummaries(RecordTypes.ALL.stream()
                    .map(type -> TypeSummary.of(
                            type,
                            counts.getOrDefault(type, DiscoveredFields.Count.NONE),
                            declared.getOrDefault(type, Declared.NEVER)))
                    .toList());
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    @GET
    @Path("{type}")
    @Operation(
            summary = "Read a record type",
            description = "Declared fields in their order, then the fields found in the first 50 000 records, most"
                    + " frequent first, with the recognized type and, if there are at most 30, the values. The ETag is"
                    + " that of the declaration.")
    public Response get(@PathParam("type") String type) {
        RecordTypeRequests.checkType(type);
        try (Connection connection = dataSource.getConnection()) {
            Declared declared = DeclarationRows.read(connection, type);
            return Commands.response(
                    Answer.ok(RecordTypeRequests.body(connection, type, declared), declared.version()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    @PUT
    @Path("{type}")
    @RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER})
    @Operation(
            summary = "Declare the fields of a record type",
            description = "Replaces the declaration as a whole. From then on values of other types are refused: by PUT"
                    + " /records with 422, by imports per row, by update-field steps as a failed step. Records of other"
                    + " producers on crm.records are stored unchanged, and their deviations are listed as findings."
                    + " Existing records are not changed; the response counts those that do not conform. Fields that"
                    + " are not declared accept every value. An empty list of fields ends the enforcement.")
    public Response declare(
            @PathParam("type") String type,
            @Parameter(description = "true: check and count, but do not declare")
                    @QueryParam("dryRun")
                    @DefaultValue("false")
                    boolean dryRun,
            PutRecordType request) {
        RecordTypeRequests.checkType(type);
        Declaration declaration = Bodies.required(request).declaration();
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        // Reads every record of the type, so it runs before the unit of work.
        Conformance conformance = conformance(type, declaration);
        if (dryRun) {
            RecordTypeRequests.check(declaration);
            return Response.ok(DeclaredType.of(type, declaration, conformance, true))
                    .build();
        }
        String stream = RecordTypeStream.id(type);
        return commands.run(List.of("declare", type, declaration), List.of(stream), unit -> {
            var done = unit.execute(RecordTypeStream.RECORD_TYPE, stream, declaration, cause, expected)
                    .orProblem();
            return Answer.ok(DeclaredType.of(type, done.state(), conformance, false), done.version());
        });
    }

    private Conformance conformance(String type, Declaration declaration) {
        try (Connection connection = dataSource.getConnection()) {
            return Conformance.of(connection, type, declaration);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
