package dev.sequences.worklist.workitem;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.worklist.recordflag.RecordFlags;
import dev.sequences.worklist.recordflag.RecordFlags.Change;
import dev.sequences.worklist.recordflag.RecordFlags.FlaggedRecord;
import dev.sequences.worklist.workitem.WorkItemRequests.Action;
import dev.sequences.worklist.workitem.WorkItemRequests.Assign;
import dev.sequences.worklist.workitem.WorkItemRequests.Bulk;
import dev.sequences.worklist.workitem.WorkItemRequests.BulkResult;
import dev.sequences.worklist.workitem.WorkItemRequests.BulkResults;
import dev.sequences.worklist.workitem.WorkItemRequests.Complete;
import dev.sequences.worklist.workitem.WorkItemRequests.Skip;
import dev.sequences.worklist.workitem.WorkItemRequests.Snooze;
import dev.sequences.worklist.workitem.model.StepRef;
import dev.sequences.worklist.workitem.model.WorkItemCommand.RequestWaitSkip;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one action on up to 500 items in one transaction. Each item is accepted or refused separately. */
@Path("/work-items")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class WorkItemBulkResource {

    static final int MAX_ITEMS = 500;

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;

    WorkItemBulkResource(Commands commands, Caller caller, RequestContext context) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
    }

    @POST
    @Path("bulk")
    public Response run(@Nullable Bulk request) {
        Bulk bulk = WorkItemRequests.required("action", request);
        List<@Nullable String> ids = ids(bulk);
        Visibility visibility = Visibility.of(caller);
        Cause cause = context.cause();
        String name = WorkItemRequests.required("action", bulk.action());
        Optional<Change> flag = Change.named(name);
        if (flag.isPresent()) {
            return commands.run(bulk, unit -> flag(unit, flag.get(), ids, visibility));
        }
        Action action = action(name, bulk);
        return commands.run(bulk, unit -> act(unit, action, ids, visibility, cause));
    }

    private static List<@Nullable String> ids(Bulk bulk) {
        List<@Nullable String> ids = WorkItemRequests.required("ids", bulk.ids());
        if (ids.isEmpty()) {
            throw Problem.rule("ids-empty", "ids", "'ids' is empty.", "Send 1 to " + MAX_ITEMS + " ids.");
        }
        if (ids.size() > MAX_ITEMS) {
            throw Problem.rule(
                    "ids-too-many",
                    "ids",
                    "The request has " + ids.size() + " ids.",
                    "Send at most " + MAX_ITEMS + " ids in one request.");
        }
        return ids;
    }

    private static Action action(String name, Bulk bulk) {
        return switch (name) {
            case "complete" -> new Complete(bulk.note(), bulk.callResult());
            case "skip" -> new Skip(bulk.reason());
            case "snooze" -> new Snooze(WorkItemRequests.required("until", bulk.until()));
            case "assign" ->
                new Assign(
                        WorkItemRequests.required("assigneeType", bulk.assigneeType()),
                        WorkItemRequests.required("assigneeId", bulk.assigneeId()));
            case "skip-wait" -> (by, now) -> new RequestWaitSkip(by);
            default ->
                throw Problem.rule(
                        "action-unknown",
                        "action",
                        "The bulk action '" + name + "' does not exist.",
                        "Use complete, skip, snooze, skip-wait, assign, read, unread, follow or unfollow.");
        };
    }

    private static Answer act(
            Unit unit, Action action, List<@Nullable String> ids, Visibility visibility, Cause cause) {
        preload(unit, ids);
        List<BulkResult> results = new ArrayList<>();
        for (String id : ids) {
            results.add(result(id, item -> {
                visibility.require(unit.load(WORK_ITEM, item).state(), item);
                unit.execute(WORK_ITEM, item, action.command(visibility.user(), unit.now()), cause)
                        .orProblem();
            }));
        }
        return Answer.ok(new BulkResults(results));
    }

    private static Answer flag(Unit unit, Change change, List<@Nullable String> ids, Visibility visibility)
            throws SQLException {
        preload(unit, ids);
        List<BulkResult> results = new ArrayList<>();
        List<FlaggedRecord> records = new ArrayList<>();
        for (String id : ids) {
            results.add(result(id, item -> {
                StepRef step = visibility
                        .require(unit.load(WORK_ITEM, item).state(), item)
                        .details()
                        .step();
                records.add(new FlaggedRecord(step.recordType(), step.recordId()));
            }));
        }
        RecordFlags.set(unit.connection(), visibility.user(), records, change);
        return Answer.ok(new BulkResults(results));
    }

    private static void preload(Unit unit, List<@Nullable String> ids) {
        unit.preload(ids.stream()
                .filter(Objects::nonNull)
                .flatMap(id -> known(id).stream())
                .distinct()
                .toList());
    }

    private static Optional<String> known(String id) {
        try {
            return Optional.of(WorkItems.canonicalId(id));
        } catch (Problem unknown) {
            return Optional.empty();
        }
    }

    private interface OneItem {
        void run(String item);
    }

    private static BulkResult result(@Nullable String id, OneItem work) {
        try {
            String item = WorkItems.canonicalId(id == null ? "" : id);
            work.run(item);
            return new BulkResult(id, Response.Status.OK.getStatusCode(), item, null, null);
        } catch (Problem problem) {
            return new BulkResult(id, problem.status(), null, problem.code(), problem.getMessage());
        }
    }
}
