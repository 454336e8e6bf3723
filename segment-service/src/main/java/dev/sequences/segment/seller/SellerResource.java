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

/** When a seller works. Managers set it for everybody, sellers for themselves. */
@Path("/sellers")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class SellerResource {

    private static final AggregateType<SellerCommand, Seller, SellerEvent> SELLER =
            AggregateType.of("seller", new SellerDecider());

    /** User ids come from elsewhere and say nothing about what they are; streams of all kinds share ids. */
    private static final String STREAM = "seller:";

    /** Anything that can be written on one line, but what would end a segment of the path. */
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

    /** A seller of whom nothing was said works as the organisation does. */
    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        visible(id);
        Loaded<Seller> seller = units.run(unit -> unit.load(SELLER, STREAM + id));
        return Commands.response(Answer.ok(SellerBody.of(id, seller.state()), seller.version()));
    }

    @PUT
    @Path("{id}")
    public Response set(@PathParam("id") String id, @Nullable SellerRequest body) {
        SellerRequest request = Bodies.required(body);
        visible(id);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("seller", id, request), List.of(STREAM + id), unit -> {
            var done = unit.execute(SELLER, STREAM + id, new SetCalendar(request.read()), cause, expected)
                    .orProblem();
            return Answer.ok(SellerBody.of(id, done.state()), done.version());
        });
    }

    private void visible(String id) {
        boolean others = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        if (!ID.matcher(id).matches() || !(others || id.equals(caller.user()))) {
            throw Problem.unknown("seller", id);
        }
    }
}
