package dev.sequences.worklist.workitem.model;

import static dev.sequences.chassis.decider.Decision.accept;
import static dev.sequences.chassis.decider.Decision.refuse;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.worklist.workitem.model.WorkItem.Closed;
import dev.sequences.worklist.workitem.model.WorkItem.Live;
import dev.sequences.worklist.workitem.model.WorkItem.Open;
import dev.sequences.worklist.workitem.model.WorkItem.Pending;
import dev.sequences.worklist.workitem.model.WorkItem.Unknown;
import dev.sequences.worklist.workitem.model.WorkItem.Waiting;
import dev.sequences.worklist.workitem.model.WorkItemCommand.AddNote;
import dev.sequences.worklist.workitem.model.WorkItemCommand.CompleteWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.HandOverWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.OpenWaitingItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.OpenWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.ReassignWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.RequestWaitSkip;
import dev.sequences.worklist.workitem.model.WorkItemCommand.RescheduleWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.ResumeWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.SkipWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.SnoozeWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.WithdrawWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Completed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.HandedOver;
import dev.sequences.worklist.workitem.model.WorkItemEvent.NoteAdded;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Opened;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Reassigned;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Rescheduled;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Resumed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Skipped;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Snoozed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.WaitOpened;
import dev.sequences.worklist.workitem.model.WorkItemEvent.WaitSkipRequested;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides the commands of a work item. */
public final class WorkItemDecider implements Decider<WorkItemCommand, WorkItem, WorkItemEvent> {

    static final int MAX_TEXT = 2_000;
    static final int MAX_CALL_RESULT = 50;
    static final int MAX_ASSIGNEE_ID = 200;
    static final int MAX_SNOOZES = 10_000;
    static final Duration MAX_SNOOZE = Duration.ofDays(3_650);

    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    @Override
    public WorkItem initial() {
        return new Unknown();
    }

    @Override
    public Decision<WorkItemEvent> decide(WorkItem item, WorkItemCommand command) {
        return switch (command) {
            case OpenWorkItem open ->
                item instanceof Unknown
                        ? accept(new Opened(
                                open.step(),
                                open.activityType(),
                                open.title(),
                                open.description(),
                                open.templateId(),
                                open.assignee(),
                                open.dueAt()))
                        : accept();
            case OpenWaitingItem open ->
                item instanceof Unknown ? accept(new WaitOpened(open.step(), open.assignee(), open.until())) : accept();
            case CompleteWorkItem complete -> ifPending(item, pending -> complete(pending.toDo(), complete));
            case SkipWorkItem skip -> ifPending(item, pending -> skip(pending.toDo(), skip));
            case SnoozeWorkItem snooze -> ifPending(item, pending -> snooze(pending, snooze));
            case ReassignWorkItem reassign -> ifPending(item, pending -> reassign(pending.toDo(), reassign));
            case RequestWaitSkip request -> requestWaitSkip(item, request);
            case AddNote note -> addNote(item, note);
            case ResumeWorkItem resume ->
                item instanceof WorkItem.Snoozed snoozed
                                && !snoozed.toDo().dueAt().isAfter(resume.at())
                        ? accept(new Resumed(snoozed.toDo().step()))
                        : accept();
            case HandOverWorkItem handOver ->
                item instanceof Live live && !live.toDo().assignee().equals(handOver.assignee())
                        ? accept(new HandedOver(live.toDo().step(), handOver.assignee()))
                        : accept();
            case RescheduleWorkItem reschedule ->
                item instanceof Live live && isNew(live.toDo(), reschedule)
                        ? accept(new Rescheduled(live.toDo().step(), reschedule.dueAt(), reschedule.snoozeCount()))
                        : accept();
            case WithdrawWorkItem withdraw ->
                item instanceof Live live ? accept(new Withdrawn(live.toDo().step(), withdraw.reason())) : accept();
        };
    }

    private static Decision<WorkItemEvent> complete(ToDo toDo, CompleteWorkItem complete) {
        String result = complete.callResult();
        if (result != null) {
            if (!toDo.activityType().equals(ToDo.PHONE_CALL)) {
                return refuse(WorkItemRefusal.callResultNotAllowed(toDo.activityType()));
            }
            if (result.length() > MAX_CALL_RESULT || !KEBAB.matcher(result).matches()) {
                return refuse(WorkItemRefusal.callResultMalformed());
            }
        }
        return refusalIfTooLong("note", complete.note())
                .orElseGet(() ->
                        accept(new Completed(toDo.step(), result, complete.note(), complete.by(), complete.at())));
    }

    private static Decision<WorkItemEvent> skip(ToDo toDo, SkipWorkItem skip) {
        return refusalIfTooLong("reason", skip.reason())
                .orElseGet(() -> accept(new Skipped(toDo.step(), skip.reason(), skip.by(), skip.at())));
    }

    private static Decision<WorkItemEvent> snooze(Pending pending, SnoozeWorkItem snooze) {
        ToDo toDo = pending.toDo();
        Instant latest = snooze.at().plus(MAX_SNOOZE);
        if (!snooze.until().isAfter(snooze.at())) {
            return refuse(WorkItemRefusal.snoozeInThePast(snooze.until(), snooze.at()));
        }
        if (snooze.until().isAfter(latest)) {
            return refuse(WorkItemRefusal.snoozeTooFar(latest));
        }
        if (pending instanceof WorkItem.Snoozed && toDo.dueAt().equals(snooze.until())) {
            return accept();
        }
        if (toDo.snoozeCount() >= MAX_SNOOZES) {
            return refuse(WorkItemRefusal.snoozeLimitReached(MAX_SNOOZES));
        }
        return accept(new Snoozed(toDo.step(), snooze.until(), toDo.snoozeCount() + 1, snooze.by()));
    }

    private static Decision<WorkItemEvent> reassign(ToDo toDo, ReassignWorkItem reassign) {
        Assignee to = reassign.assignee();
        if (!to.type().equals(Assignee.USER) && !to.type().equals(Assignee.TEAM)) {
            return refuse(WorkItemRefusal.assigneeTypeUnknown());
        }
        if (to.id().isBlank()
                || to.id().length() > MAX_ASSIGNEE_ID
                || to.id().chars().anyMatch(Character::isISOControl)) {
            return refuse(WorkItemRefusal.assigneeIdMalformed());
        }
        return to.equals(toDo.assignee()) ? accept() : accept(new Reassigned(toDo.step(), to, reassign.by()));
    }

    private static Decision<WorkItemEvent> requestWaitSkip(WorkItem item, RequestWaitSkip request) {
        return switch (item) {
            case Unknown() -> refuse(WorkItemRefusal.unknown());
            case Closed closed -> refuse(WorkItemRefusal.closed(closed));
            case Pending pending -> refuse(WorkItemRefusal.notWaiting());
            case Waiting waiting ->
                waiting.skipRequested()
                        ? accept()
                        : accept(new WaitSkipRequested(waiting.toDo().step(), request.by()));
        };
    }

    private static Decision<WorkItemEvent> addNote(WorkItem item, AddNote note) {
        return switch (item) {
            case Unknown() -> refuse(WorkItemRefusal.unknown());
            case Closed closed -> refuse(WorkItemRefusal.closed(closed));
            case Live live ->
                note.text().isBlank()
                        ? refuse(WorkItemRefusal.noteEmpty())
                        : refusalIfTooLong("text", note.text())
                                .orElseGet(() ->
                                        accept(new NoteAdded(live.toDo().step(), note.text(), note.by(), note.at())));
        };
    }

    /** With fewer snoozes than this item the enrollment has not processed the latest one yet; it will follow. */
    private static boolean isNew(ToDo toDo, RescheduleWorkItem reschedule) {
        return reschedule.snoozeCount() > toDo.snoozeCount()
                || (reschedule.snoozeCount() == toDo.snoozeCount()
                        && !reschedule.dueAt().equals(toDo.dueAt()));
    }

    private static Decision<WorkItemEvent> ifPending(WorkItem item, Function<Pending, Decision<WorkItemEvent>> then) {
        return switch (item) {
            case Unknown() -> refuse(WorkItemRefusal.unknown());
            case Closed closed -> refuse(WorkItemRefusal.closed(closed));
            case Waiting waiting -> refuse(WorkItemRefusal.waiting(waiting));
            case Pending pending -> then.apply(pending);
        };
    }

    private static Optional<Decision<WorkItemEvent>> refusalIfTooLong(String path, @Nullable String text) {
        if (text == null || text.length() <= MAX_TEXT) {
            return Optional.empty();
        }
        Refusal tooLong = WorkItemRefusal.textTooLong(path, text.length(), MAX_TEXT);
        return Optional.of(refuse(tooLong));
    }

    @Override
    public WorkItem evolve(WorkItem item, WorkItemEvent event) {
        return switch (event) {
            case Opened opened ->
                new Open(new ToDo(
                        opened.step(),
                        opened.activityType(),
                        opened.title(),
                        opened.description(),
                        opened.templateId(),
                        opened.assignee(),
                        opened.dueAt(),
                        0));
            case WaitOpened opened ->
                new Waiting(
                        new ToDo(opened.step(), ToDo.WAIT, "Wait", null, null, opened.assignee(), opened.until(), 0),
                        false);
            case Completed completed -> closed(item, WorkItem.Done::new);
            case Skipped skipped -> closed(item, WorkItem.Skipped::new);
            case Withdrawn withdrawn -> closed(item, toDo -> new WorkItem.Withdrawn(toDo, withdrawn.reason()));
            case Snoozed snoozed ->
                item instanceof Live live
                        ? new WorkItem.Snoozed(live.toDo().dueAt(snoozed.until(), snoozed.count()))
                        : item;
            case Resumed resumed -> item instanceof Live live ? new Open(live.toDo()) : item;
            case WaitSkipRequested requested ->
                item instanceof Waiting waiting ? new Waiting(waiting.toDo(), true) : item;
            case Reassigned reassigned -> changed(item, toDo -> toDo.assignedTo(reassigned.assignee()));
            case HandedOver handedOver -> changed(item, toDo -> toDo.assignedTo(handedOver.assignee()));
            case Rescheduled moved -> changed(item, toDo -> toDo.dueAt(moved.dueAt(), moved.snoozeCount()));
            case NoteAdded note -> item;
        };
    }

    private static WorkItem closed(WorkItem item, Function<ToDo, WorkItem> end) {
        return item instanceof Live live ? end.apply(live.toDo()) : item;
    }

    private static WorkItem changed(WorkItem item, Function<ToDo, ToDo> change) {
        return item instanceof Live live ? live.with(change.apply(live.toDo())) : item;
    }
}
