package dev.sequences.segment.seller;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.chassis.unit.Units;
import dev.sequences.segment.seller.SellerRequests.BulkRequest;
import dev.sequences.segment.seller.SellerRequests.BulkResult;
import dev.sequences.segment.seller.SellerRequests.BulkResults;
import dev.sequences.segment.seller.SellerRequests.SellerBody;
import dev.sequences.segment.seller.SellerRequests.SellerRequest;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.SellerCommand;
import dev.sequences.segment.seller.model.SellerCommand.PatchProfile;
import dev.sequences.segment.seller.model.SellerCommand.SetSeller;
import dev.sequences.segment.seller.model.SellerEvent;
import dev.sequences.segment.seller.model.SellerProfile;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sellers: profile and calendar. Managers may set every seller, salespeople only their own calendar. */
@Path("/sellers")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class SellerResource {

    private static final int MAX_BULK = 500;

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
        Loaded<Seller> seller = units.run(unit -> unit.load(Sellers.SELLER, Sellers.STREAM_PREFIX + id));
        return Commands.response(Answer.ok(SellerBody.of(id, seller.state()), seller.version()));
    }

    @PUT
    @Path("{id}")
    public Response set(@PathParam("id") String id, @Nullable SellerRequest body) {
        SellerRequest request = Bodies.required(body);
        requireAccess(id);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        boolean setsProfiles = managesSellers();
        return commands.run(List.of("seller", id, request), List.of(Sellers.STREAM_PREFIX + id), unit -> {
            SellerProfile current = unit.load(Sellers.SELLER, Sellers.STREAM_PREFIX + id)
                    .state()
                    .profile();
            SellerProfile profile = request.toProfile();
            if (!setsProfiles && profile != null) {
                requireUnchanged(profile, current);
            }
            if (setsProfiles && profile == null && current.equals(SellerProfile.NONE)) {
                profile = SellerProfile.FIRST;
            }
            SellerCommand command = new SetSeller(profile, request.toCalendar());
            var done = unit.execute(Sellers.SELLER, Sellers.STREAM_PREFIX + id, command, cause, expected)
                    .orProblem();
            return Answer.ok(SellerBody.of(id, done.state()), done.version());
        });
    }

    /** Salespeople may send back the profile that they read. */
    private static void requireUnchanged(SellerProfile requested, SellerProfile current) {
        if (!requested.equals(current)) {
            throw Problem.of(new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "profile-not-allowed",
                    null,
                    "Only managers may change the profile of a seller.",
                    "Send only 'calendar', or the other fields unchanged."));
        }
    }

    private boolean managesSellers() {
        return caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
    }

    private void requireAccess(String id) {
        if (!Sellers.isId(id) || !(managesSellers() || id.equals(caller.user()))) {
            throw Problem.unknown("seller", id);
        }
    }

    /** Changes the profiles of up to 500 sellers; each result has the status that a single change would have. */
    @POST
    @Path("bulk")
    @RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
    public Response bulk(@Nullable BulkRequest body) {
        BulkRequest request = Bodies.required(body);
        List<String> ids = ids(request.ids());
        Cause cause = context.cause();
        List<String> streams =
                ids.stream().map(id -> Sellers.STREAM_PREFIX + id).toList();
        return commands.run(List.of("sellers", request), streams, unit -> {
            List<BulkResult> results = new ArrayList<>();
            PatchProfile patch = new PatchProfile(request.toPatch());
            for (String id : ids) {
                results.add(result(id, unit.execute(Sellers.SELLER, Sellers.STREAM_PREFIX + id, patch, cause)));
            }
            return Answer.ok(new BulkResults(results));
        });
    }

    private static BulkResult result(String id, Outcome<Seller, SellerEvent> outcome) {
        return switch (outcome) {
            case Outcome.Done<Seller, SellerEvent> done -> new BulkResult(id, 200, null, null);
            case Outcome.Refused<Seller, SellerEvent> refused ->
                new BulkResult(
                        id,
                        422,
                        refused.refusals().getFirst().code(),
                        refused.refusals().getFirst().message());
        };
    }

    private static List<String> ids(@Nullable List<@Nullable String> requested) {
        List<String> ids = requested == null
                ? List.of()
                : requested.stream()
                        .map(id -> Objects.requireNonNullElse(id, ""))
                        .distinct()
                        .toList();
        if (ids.isEmpty() || ids.size() > MAX_BULK) {
            throw Problem.rule(
                    "ids-out-of-range",
                    "ids",
                    "There are " + ids.size() + " ids.",
                    "Send 1 to " + MAX_BULK + " ids of sellers.");
        }
        for (String id : ids) {
            if (!Sellers.isId(id)) {
                throw Problem.rule(
                        "seller-id-invalid",
                        "ids",
                        "An id of a seller is invalid.",
                        "Send 1 to 200 printable characters without a slash.");
            }
        }
        return ids;
    }
}
