package dev.sequences.enrollment.views.enrollments;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.enrollment.enrollment.Participants;
import dev.sequences.enrollment.enrollment.Visibility;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Enrollments for reading. Sellers see those that concern them or a team of theirs: by their steps, or by their record. */
@Path("/enrollments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class EnrollmentListResource {

    private final DataSource dataSource;
    private final EventLog log;
    private final EventNames names;
    private final Caller caller;
    private final Participants participants;

    EnrollmentListResource(
            DataSource dataSource, EventLog log, EventNames names, Caller caller, Participants participants) {
        this.dataSource = dataSource;
        this.log = log;
        this.names = names;
        this.caller = caller;
        this.participants = participants;
    }

    /** The assignee of a step. */
    public record AssigneeBody(String type, String id) {}

    /**
     * The current node.
     *
     * @param dueAt due time, or the end of the wait
     * @param waitingFor while waiting: wait, answer, field-update, send-window, holiday, daily-cap, turn (about to be counted) or
     *     holiday-calendar-unknown
     */
    public record StepBody(
            String id,
            String key,
            String type,
            String name,
            String status,
            AssigneeBody assignee,
            Instant dueAt,
            Instant openedAt,
            @Nullable String waitingFor) {}

    /** {@code total}: steps opened so far. */
    public record ProgressBody(int completed, int total) {}

    /** The failed step. {@code POST /enrollments/{id}/retry} retries it. */
    public record ErrorBody(String code, String reason, String stepKey, Instant at) {}

    /** An enrollment. {@code error}: only with status error. */
    public record EnrollmentBody(
            String id,
            String sequenceId,
            int version,
            String recordType,
            String recordId,
            String status,
            @Nullable String endReason,
            @Nullable String disposition,
            String source,
            @Nullable String segmentId,
            AssigneeBody assignee,
            ProgressBody progress,
            @Nullable StepBody currentStep,
            Instant enrolledAt,
            @Nullable Instant endedAt,
            @Nullable ErrorBody error) {}

    /** One event of an enrollment's history. */
    public record HistoryEntry(String eventId, long sequence, String type, Instant at, String actor, Object data) {}

    static EnrollmentBody body(EnrollmentRow row) {
        EnrollmentRow.Origin origin = row.origin();
        EnrollmentRow.CurrentStep step = row.currentStep();
        EnrollmentRow.End end = row.end();
        return new EnrollmentBody(
                row.id(),
                origin.subject().sequenceId(),
                origin.subject().version(),
                origin.subject().recordType(),
                origin.subject().recordId(),
                row.status(),
                end == null ? null : end.reason().label(),
                end == null ? null : end.disposition(),
                origin.source(),
                origin.segmentId(),
                new AssigneeBody(row.assignee().type(), row.assignee().id()),
                new ProgressBody(row.completedSteps(), row.openedSteps()),
                step == null
                        ? null
                        : new StepBody(
                                step.id(),
                                step.key(),
                                step.type(),
                                step.name(),
                                step.status(),
                                new AssigneeBody(step.assigneeType(), step.assigneeId()),
                                step.dueAt(),
                                step.openedAt(),
                                step.waitingFor()),
                origin.enrolledAt(),
                end == null ? null : end.at(),
                row.error() == null
                        ? null
                        : new ErrorBody(
                                row.error().code(),
                                row.error().reason(),
                                row.error().stepKey(),
                                row.error().at()));
    }

    @GET
    public Page<EnrollmentBody> list(
            @QueryParam("sequenceId") @Nullable String sequenceId,
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("recordId") @Nullable String recordId,
            @QueryParam("status") @Nullable String status,
            @QueryParam("errorCode") @Nullable String errorCode,
            @QueryParam("stepKey") @Nullable String stepKey,
            @QueryParam("version") @Nullable Integer version,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 1);
        EnrollmentSearch search = new EnrollmentSearch(Visibility.of(caller))
                .and("enrollment_id > ?", position.isEmpty() ? null : position.getFirst())
                .and("sequence_id = ?", sequenceId)
                .and("record_type = ?", recordType)
                .and("record_id = ?", recordId)
                .and("status = ?", status)
                .and("error_code = ?", errorCode)
                .and("step_key = ?", stepKey)
                .and("version = ?", version);
        try (Connection connection = dataSource.getConnection()) {
            return Page.of(
                    search.page(connection, size + 1).list(row -> body(EnrollmentView.row(row))),
                    size,
                    row -> List.of(row.id()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Returns the number of enrollments of a sequence by version, status and step, for progress pages. */
    @GET
    @Path("/counts")
    public List<Count> counts(@QueryParam("sequenceId") @Nullable String sequenceId) {
        if (sequenceId == null) {
            throw Problem.unreadable(
                    "parameter-missing", "sequenceId", "sequenceId is missing.", "Send the id of the sequence.");
        }
        EnrollmentSearch search = new EnrollmentSearch(Visibility.of(caller)).and("sequence_id = ?", sequenceId);
        try (Connection connection = dataSource.getConnection()) {
            return search.counts(connection)
                    .list(row -> new Count(
                            row.intValue("version"),
                            row.text("status"),
                            row.textOrNull("step_key"),
                            row.longValue("enrollments")));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Number of enrollments of a version at a step. */
    public record Count(
            int version, String status, @Nullable String stepKey, long count) {}

    private EnrollmentRow visible(String id) {
        Visibility visibility = Visibility.of(caller);
        try (Connection connection = dataSource.getConnection()) {
            return Rows.of(connection, "select " + EnrollmentView.COLUMNS + " from enrollment where enrollment_id = ?")
                    .with(id)
                    .first(EnrollmentView::row)
                    .filter(row -> participants.isVisible(connection, id, visibility))
                    .orElseThrow(() -> Problem.unknown("enrollment", id));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        EnrollmentRow row = visible(id);
        return Response.ok(body(row))
                .header(HttpHeaders.ETAG, '"' + Long.toString(row.streamVersion()) + '"')
                .build();
    }

    /** Returns all events, oldest first. */
    @GET
    @Path("/{id}/history")
    public Page<HistoryEntry> history(@PathParam("id") String id) {
        visible(id);
        try (Connection connection = dataSource.getConnection()) {
            List<HistoryEntry> entries = new ArrayList<>();
            for (Recorded<?> event : log.history(connection, id)) {
                entries.add(new HistoryEntry(
                        event.eventId(),
                        event.position(),
                        names.nameOf(event.event().getClass()).name(),
                        event.at(),
                        event.cause().actor(),
                        event.event()));
            }
            return new Page<>(entries, null);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
