package dev.sequences.segment.record;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.record.RecordRequests.PutRecord;
import dev.sequences.segment.record.RecordRequests.RecordBody;
import dev.sequences.segment.recordtype.DeclarationRows;
import dev.sequences.segment.recordtype.model.Declaration;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads and writes single CRM records. Writes are published on topic {@code crm.records}. */
@Path("/records/{recordType}/{recordId}")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class RecordResource {

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final DataSource dataSource;

    RecordResource(Commands commands, Caller caller, RequestContext context, DataSource dataSource) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.dataSource = dataSource;
    }

    @PUT
    public Response put(
            @PathParam("recordType") String recordType, @PathParam("recordId") String recordId, PutRecord request) {
        RecordKey key = RecordRequests.key(recordType, recordId);
        Bodies.required(request).check();
        Cause cause = context.cause();
        String user = caller.user();
        Long expected = context.expectedVersion();
        return commands.run(List.of("put", key, request), unit -> {
            StoredRecord before = RecordRows.lock(unit.connection(), key).orElse(null);
            checkVersion(expected, before);
            Declaration declaration = DeclarationRows.of(unit.connection(), key.recordType());
            RecordState state = request.state(key, before, user);
            RecordRequests.check(declaration, state.fields());
            RecordRows.write(unit.connection(), List.of(state), RecordRows.Writer.API, k -> cause, unit.now());
            StoredRecord after = RecordRows.lock(unit.connection(), key).orElseThrow();
            RecordBody body = RecordBody.of(after, declaration);
            return before == null
                    ? Answer.created("/records/" + encoded(key), body, after.version())
                    : Answer.ok(body, after.version());
        });
    }

    private static String encoded(RecordKey key) {
        return key.recordType() + "/"
                + URLEncoder.encode(key.recordId(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    @GET
    @RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
    public Response get(@PathParam("recordType") String recordType, @PathParam("recordId") String recordId) {
        boolean seesAll = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        try (Connection connection = dataSource.getConnection()) {
            return RecordRows.find(connection, new RecordKey(recordType, recordId), seesAll ? null : caller.user())
                    .map(record -> Commands.response(Answer.ok(
                            RecordBody.of(record, DeclarationRows.of(connection, recordType)), record.version())))
                    .orElseThrow(() -> Problem.unknown("record", recordId));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    @DELETE
    public Response delete(@PathParam("recordType") String recordType, @PathParam("recordId") String recordId) {
        RecordKey key = RecordRequests.key(recordType, recordId);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("delete", key), unit -> {
            StoredRecord before = RecordRows.lock(unit.connection(), key)
                    .orElseThrow(() -> Problem.unknown("record", key.recordId()));
            checkVersion(expected, before);
            RecordRows.delete(unit.connection(), key, cause, unit.now());
            return Answer.noContent();
        });
    }

    private static void checkVersion(@Nullable Long expected, @Nullable StoredRecord before) {
        if (expected != null && (before == null || before.version() != expected)) {
            throw Problem.of(new Refusal(
                    Refusal.Kind.STALE,
                    "stale-version",
                    null,
                    "The record is no longer at version " + expected + ".",
                    "Read the record again and send its current ETag."));
        }
    }
}
