package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkResults;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkRetry;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Retries failed steps. Sellers may retry every enrollment visible to them. */
@Path("/enrollments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class RetryResource {

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final UserRetries retries;

    RetryResource(Commands commands, Caller caller, RequestContext context, UserRetries retries) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.retries = retries;
    }

    /** Retries the failed step. The response shows whether it failed again; that is not a refusal. */
    @POST
    @Path("/{id}/retry")
    public Response retry(@PathParam("id") String id) {
        UserRetries.Requester requester = requester();
        Long expected = context.expectedVersion();
        return commands.run(null, List.of(id), unit -> {
            Outcome.Done<Enrollment, EnrollmentEvent> done = retries.retry(unit, requester, id, expected);
            return Answer.ok(EnrollmentAnswer.of(id, done.state()), done.version());
        });
    }

    /** Returns retried or refused per enrollment. */
    @POST
    @Path("/bulk/retry")
    public Response retryMany(@Nullable BulkRetry body) {
        Set<String> ids = BulkIds.of(
                "ids", "enrollments", body == null ? null : body.ids(), "Send 1 to 500 enrollments per request.");
        UserRetries.Requester requester = requester();
        return commands.run(
                body,
                ids.stream().filter(BulkIds::isStorable).toList(),
                unit -> Answer.ok(new BulkResults(retries.retryAll(unit, requester, ids))));
    }

    private UserRetries.Requester requester() {
        return new UserRetries.Requester(caller.user(), Visibility.of(caller), context.cause());
    }
}
