package dev.sequences.chassis.jobs;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Returns the state of jobs. Any role may read a job: only the caller that started it knows its id. */
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
