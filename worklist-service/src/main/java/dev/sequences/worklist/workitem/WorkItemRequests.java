package dev.sequences.worklist.workitem;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.WorkItemCommand;
import dev.sequences.worklist.workitem.model.WorkItemCommand.AddNote;
import dev.sequences.worklist.workitem.model.WorkItemCommand.CompleteWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.ReassignWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.SkipWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.SnoozeWorkItem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request bodies, each of which creates its command. */
public final class WorkItemRequests {

    private WorkItemRequests() {}

    /** Creates the command of a request for a user at the time of the unit of work. */
    @FunctionalInterface
    interface Action {
        WorkItemCommand command(String by, Instant now);
    }

    public record Complete(@Nullable String note, @Nullable String callResult) implements Action {
        @Override
        public WorkItemCommand command(String by, Instant now) {
            return new CompleteWorkItem(note, callResult, by, now);
        }
    }

    public record Skip(@Nullable String reason) implements Action {
        @Override
        public WorkItemCommand command(String by, Instant now) {
            return new SkipWorkItem(reason, by, now);
        }
    }

    public record Snooze(@Nullable Instant until) implements Action {
        @Override
        public WorkItemCommand command(String by, Instant now) {
            // The database stores microseconds; a more precise time would not match the timer.
            return new SnoozeWorkItem(required("until", until).truncatedTo(ChronoUnit.MICROS), by, now);
        }
    }

    public record Assign(
            @Nullable String assigneeType, @Nullable String assigneeId) implements Action {
        @Override
        public WorkItemCommand command(String by, Instant now) {
            return new ReassignWorkItem(
                    new Assignee(required("assigneeType", assigneeType), required("assigneeId", assigneeId)), by);
        }
    }

    public record Note(@Nullable String text) implements Action {
        @Override
        public WorkItemCommand command(String by, Instant now) {
            return new AddNote(required("text", text), by, now);
        }
    }

    /** One action on many items; the other fields are those of the single-item action. */
    public record Bulk(
            @Nullable String action,
            @Nullable List<@Nullable String> ids,
            @Nullable String note,
            @Nullable String callResult,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable String assigneeType,
            @Nullable String assigneeId) {}

    /** Result of one item of a bulk request; {@code status} is the HTTP status of the same request on one item. */
    public record BulkResult(
            @Nullable String item,
            int status,
            @Nullable String id,
            @Nullable String code,
            @Nullable String message) {}

    public record BulkResults(List<BulkResult> results) {}

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.rule(
                    "field-missing", field, "The field '" + field + "' is missing.", "Send '" + field + "'.");
        }
        return value;
    }
}
