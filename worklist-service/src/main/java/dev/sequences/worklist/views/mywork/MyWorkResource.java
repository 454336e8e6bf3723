package dev.sequences.worklist.views.mywork;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.worklist.settings.WorklistSettings;
import dev.sequences.worklist.views.mywork.MyWorkQuery.ItemAtPosition;
import dev.sequences.worklist.workitem.Visibility;
import dev.sequences.worklist.workitem.WorkItems;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Returns a seller's list of work items, or one item of it. */
@Path("/work-items")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class MyWorkResource {

    private final DataSource dataSource;
    private final Caller caller;
    private final Duration window;

    MyWorkResource(DataSource dataSource, Caller caller, WorklistSettings settings) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.window = settings.maxDueAge();
    }

    @GET
    @Operation(
            summary = "List the work items of the caller, or of another seller if the caller's role permits it",
            description =
                    "due: due (default), overdue, today, from-tomorrow, waiting, all. sort: due-date (default), name,"
                            + " record-type, activity-type, sequence-name, score (highest first); a leading '-' reverses"
                            + " the order. group: name, record-type, activity-type, sequence-name. recordType and"
                            + " activityType may be given more than once.")
    public Page<WorkItemRow> list(
            @QueryParam("due") @Nullable String due,
            @QueryParam("recordType") List<String> recordType,
            @QueryParam("activityType") List<String> activityType,
            @QueryParam("unopened") @Nullable String unopened,
            @QueryParam("followed") @Nullable String followed,
            @QueryParam("q") @Nullable String q,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("group") @Nullable String group,
            @QueryParam("assignee") @Nullable String assignee,
            @QueryParam("timeZone") @Nullable String timeZone,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after)
            throws SQLException {
        Visibility visibility = Visibility.of(caller);
        ListRequest request = new ListRequest(
                ListRequest.due(due),
                ListRequest.words("recordType", recordType),
                ListRequest.words("activityType", activityType),
                ListRequest.flag("unopened", unopened),
                ListRequest.flag("followed", followed),
                ListRequest.text("q", q),
                ListRequest.sort(sort),
                ListRequest.descending(sort),
                ListRequest.group(group),
                assignee(visibility, ListRequest.text("assignee", assignee)),
                assignee == null || assignee.isEmpty() ? visibility.teams() : Set.of(),
                visibility.allSellers(),
                ListRequest.zone(timeZone),
                ListRequest.limit(limit),
                after);
        try (Connection connection = dataSource.getConnection()) {
            Moments moments = Moments.at(now(connection), request.zone(), window);
            return MyWorkQuery.page(connection, visibility.user(), request, moments);
        }
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) throws SQLException {
        String item = WorkItems.canonicalId(id);
        Visibility visibility = Visibility.of(caller);
        try (Connection connection = dataSource.getConnection()) {
            ItemAtPosition found = MyWorkQuery.one(connection, visibility.user(), item)
                    .filter(one -> visibility.covers(one.row().assignee()))
                    .orElseThrow(() -> Problem.unknown("work-item", id));
            return Commands.response(Answer.ok(found.row(), found.version()));
        }
    }

    private static @Nullable String assignee(Visibility visibility, @Nullable String assignee) {
        if (assignee == null || assignee.isEmpty()) {
            return visibility.listsAllByDefault() ? null : visibility.user();
        }
        if (!visibility.allSellers() && !assignee.equals(visibility.user())) {
            throw Problem.of(new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "foreign-list",
                    "assignee",
                    "Only sales managers and system administrators may read the list of another seller.",
                    "Omit assignee to read your own list."));
        }
        return assignee;
    }

    private static Instant now(Connection connection) {
        return Rows.of(connection, "select chassis.suite_now() as now").one(row -> row.instant("now"));
    }
}
