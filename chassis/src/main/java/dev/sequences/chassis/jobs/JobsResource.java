package dev.sequences.chassis.jobs;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Progress of long work. Its id is known only to whoever started it. */
@Path("/jobs")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class JobsResource {

    private final Jobs jobs;

    JobsResource(Jobs jobs) {
        this.jobs = jobs;
    }

    @GET
    @Path("/{id}")
    public Job get(@PathParam("id") String id) {
        return jobs.find(id).orElseThrow(() -> Problem.unknown("job", id));
    }
}
