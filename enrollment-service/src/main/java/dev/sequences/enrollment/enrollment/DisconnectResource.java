package dev.sequences.enrollment.enrollment;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.Disconnect;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends enrollments (domain rule 4.7). Sellers may end every enrollment visible to them. */
@Path("/enrollments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class DisconnectResource {

    private static final int MAX_DISPOSITION_LENGTH = 100;
    private static final int MAX_NOTE_LENGTH = 2_000;

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final Participants participants;

    DisconnectResource(Commands commands, Caller caller, RequestContext context, Participants participants) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.participants = participants;
    }

    /** Ends the enrollment. An ended enrollment stays unchanged. */
    @POST
    @Path("/{id}/disconnect")
    public Response disconnect(@PathParam("id") String id, @Nullable Disconnect body) {
        Disconnect command = body == null ? new Disconnect(null, null) : body;
        Fields.optional("disposition", command.disposition(), MAX_DISPOSITION_LENGTH);
        Fields.optional("note", command.note(), MAX_NOTE_LENGTH);
        Visibility visibility = Visibility.of(caller);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(command, List.of(id), unit -> {
            if (EnrollmentDecider.progressOf(unit.load(ENROLLMENT, id).state()) == null
                    || !participants.isVisible(unit.connection(), id, visibility)) {
                throw Problem.unknown("enrollment", id);
            }
            Outcome.Done<Enrollment, EnrollmentEvent> done = unit.execute(
                            ENROLLMENT,
                            id,
                            new EndEnrollment(
                                    EndReason.USER_DISCONNECTED, command.disposition(), command.note(), unit.now()),
                            cause,
                            expected)
                    .orProblem();
            return Answer.ok(EnrollmentAnswer.of(id, done.state()), done.version());
        });
    }
}
