package dev.sequences.segment.seller;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Units;
import dev.sequences.segment.seller.SellerRequests.SellerBody;
import dev.sequences.segment.seller.SellerRequests.SellerRequest;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.SellerCommand;
import dev.sequences.segment.seller.model.SellerCommand.SetCalendar;
import dev.sequences.segment.seller.model.SellerDecider;
import dev.sequences.segment.seller.model.SellerEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calendars of sellers. Managers may set every calendar, salespeople only their own. */
@Path("/sellers")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class SellerResource {

    private static final AggregateType<SellerCommand, Seller, SellerEvent> SELLER =
            AggregateType.of("seller", new SellerDecider());

    /** Prefix of aggregate ids: user ids are external and could collide with ids of other aggregate types. */
    private static final String STREAM_PREFIX = "seller:";

    /** One line of text without a slash, which would end the path segment. */
    private static final Pattern ID = Pattern.compile("(?=.*\\S)[^\\p{Cc}\\p{Cs}/]{1,200}");

    private final Commands commands;
    private final Units units;
    private final Caller caller;
    private final RequestContext context;

    SellerResource(Commands commands, Units units, Caller caller, RequestContext context) {
        this.commands = commands;
        this.units = units;
        this.caller = caller;
        this.context = context;
    }

    /** Returns a seller without a calendar for an unknown id: the defaults of the organization apply. */
    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        requireAccess(id);
        Loaded<Seller> seller = units.run(unit -> unit.load(SELLER, STREAM_PREFIX + id));
        return Commands.response(Answer.ok(SellerBody.of(id, seller.state()), seller.version()));
    }

    @PUT
    @Path("{id}")
    public Response set(@PathParam("id") String id, @Nullable SellerRequest body) {
        SellerRequest request = Bodies.required(body);
        requireAccess(id);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("seller", id, request), List.of(STREAM_PREFIX + id), unit -> {
            var done = unit.execute(SELLER, STREAM_PREFIX + id, new SetCalendar(request.toCalendar()), cause, expected)
                    .orProblem();
            return Answer.ok(SellerBody.of(id, done.state()), done.version());
        });
    }

    private void requireAccess(String id) {
        boolean managesSellers = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        if (!ID.matcher(id).matches() || !(managesSellers || id.equals(caller.user()))) {
            throw Problem.unknown("seller", id);
        }
    }
}
