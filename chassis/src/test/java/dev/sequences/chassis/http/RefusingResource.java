package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Units;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Produces;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fails in the ways that a resource of a service can fail. */
@Path("/refusals")
public class RefusingResource {

    public record Body(
            @Nullable String name, int count, @Nullable Instant at) {}

    private final Units units;

    RefusingResource(Units units) {
        this.units = units;
    }

    @Produces
    EventNames eventNames() {
        return new EventNames();
    }

    /** Returns the length of the name. */
    @POST
    @PermitAll
    public int post(Body body) {
        return body.name() == null ? 0 : body.name().length();
    }

    @GET
    @Path("/{status}")
    @PermitAll
    public String status(@PathParam("status") int status, @QueryParam("limit") int limit) {
        if (status == 200) {
            return "{}";
        }
        throw new Problem(status, "no-more", "Conflict", "There is no more.", List.of());
    }

    @GET
    @Path("/protected")
    @RolesAllowed("sales-manager")
    public String restricted() {
        return "{}";
    }

    @GET
    @Path("/unexpected")
    @PermitAll
    public String unexpected() {
        throw new IllegalStateException("secret detail");
    }

    @GET
    @Path("/server-error")
    @PermitAll
    public String serverError() {
        throw new ServiceUnavailableException("secret detail");
    }

    @GET
    @Path("/lost-connection")
    @PermitAll
    public boolean lostConnection() {
        return units.run(unit -> Rows.of(unit.connection(), "select pg_terminate_backend(pg_backend_pid())")
                .exists());
    }

    @GET
    @Path("/storage/{state}")
    @PermitAll
    public String storage(@PathParam("state") String state) {
        throw new StorageFailure(new SQLException("secret detail", state));
    }

    @GET
    @Path("/not-storable")
    @PermitAll
    public boolean notStorable() {
        return units.run(unit ->
                Rows.of(unit.connection(), "select ?::text").with("a\u0000b").exists());
    }
}
