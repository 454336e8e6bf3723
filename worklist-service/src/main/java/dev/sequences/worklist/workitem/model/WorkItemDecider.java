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

    static final int MAX_TEXT_LENGTH = 2_000;
    static final int MAX_CALL_RESULT_LENGTH = 50;
    static final int MAX_ASSIGNEE_ID_LENGTH = 200;
    static final int MAX_SNOOZES = 10_000;
    static final Duration MAX_SNOOZE_DURATION = Duration.ofDays(3_650);

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
            case CompleteWorkItem complete -> ifPending(item, pending -> complete(pending.details(), complete));
            case SkipWorkItem skip -> ifPending(item, pending -> skip(pending.details(), skip));
            case SnoozeWorkItem snooze -> ifPending(item, pending -> snooze(pending, snooze));
            case ReassignWorkItem reassign -> ifPending(item, pending -> reassign(pending.details(), reassign));
            case RequestWaitSkip request -> requestWaitSkip(item, request);
            case AddNote note -> addNote(item, note);
            case ResumeWorkItem resume ->
                item instanceof WorkItem.Snoozed snoozed
                                && !snoozed.details().dueAt().isAfter(resume.at())
                        ? accept(new Resumed(snoozed.details().step()))
                        : accept();
            case HandOverWorkItem handOver ->
                item instanceof Live live && !live.details().assignee().equals(handOver.assignee())
                        ? accept(new HandedOver(live.details().step(), handOver.assignee()))
                        : accept();
            case RescheduleWorkItem reschedule ->
                item instanceof Live live && isNew(live.details(), reschedule)
                        ? accept(new Rescheduled(live.details().step(), reschedule.dueAt(), reschedule.snoozeCount()))
                        : accept();
            case WithdrawWorkItem withdraw ->
                item instanceof Live live ? accept(new Withdrawn(live.details().step(), withdraw.reason())) : accept();
        };
    }

    private static Decision<WorkItemEvent> complete(WorkItemDetails details, CompleteWorkItem complete) {
        String result = complete.callResult();
        if (result != null) {
            if (!details.activityType().equals(WorkItemDetails.PHONE_CALL)) {
                return refuse(WorkItemRefusal.callResultNotAllowed(details.activityType()));
            }
            if (result.length() > MAX_CALL_RESULT_LENGTH
                    || !KEBAB.matcher(result).matches()) {
                return refuse(WorkItemRefusal.callResultMalformed());
            }
        }
        return refusalIfTooLong("note", complete.note())
                .orElseGet(() ->
                        accept(new Completed(details.step(), result, complete.note(), complete.by(), complete.at())));
    }

    private static Decision<WorkItemEvent> skip(WorkItemDetails details, SkipWorkItem skip) {
        return refusalIfTooLong("reason", skip.reason())
                .orElseGet(() -> accept(new Skipped(details.step(), skip.reason(), skip.by(), skip.at())));
    }

    private static Decision<WorkItemEvent> snooze(Pending pending, SnoozeWorkItem snooze) {
        WorkItemDetails details = pending.details();
        Instant latest = snooze.at().plus(MAX_SNOOZE_DURATION);
        if (!snooze.until().isAfter(snooze.at())) {
            return refuse(WorkItemRefusal.snoozeInThePast(snooze.until(), snooze.at()));
        }
        if (snooze.until().isAfter(latest)) {
            return refuse(WorkItemRefusal.snoozeTooFar(latest));
        }
        if (pending instanceof WorkItem.Snoozed && details.dueAt().equals(snooze.until())) {
            return accept();
        }
        if (details.snoozeCount() >= MAX_SNOOZES) {
            return refuse(WorkItemRefusal.snoozeLimitReached(MAX_SNOOZES));
        }
        return accept(new Snoozed(details.step(), snooze.until(), details.snoozeCount() + 1, snooze.by()));
    }

    private static Decision<WorkItemEvent> reassign(WorkItemDetails details, ReassignWorkItem reassign) {
        Assignee to = reassign.assignee();
        if (!to.type().equals(Assignee.USER) && !to.type().equals(Assignee.TEAM)) {
            return refuse(WorkItemRefusal.assigneeTypeUnknown());
        }
        if (to.id().isBlank()
                || to.id().length() > MAX_ASSIGNEE_ID_LENGTH
                || to.id().chars().anyMatch(Character::isISOControl)) {
            return refuse(WorkItemRefusal.assigneeIdMalformed());
        }
        return to.equals(details.assignee()) ? accept() : accept(new Reassigned(details.step(), to, reassign.by()));
    }

    private static Decision<WorkItemEvent> requestWaitSkip(WorkItem item, RequestWaitSkip request) {
        return switch (item) {
            case Unknown() -> refuse(WorkItemRefusal.unknown());
            case Closed closed -> refuse(WorkItemRefusal.closed(closed));
            case Pending pending -> refuse(WorkItemRefusal.notWaiting());
            case Waiting waiting ->
                waiting.skipRequested()
                        ? accept()
                        : accept(new WaitSkipRequested(waiting.details().step(), request.by()));
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
                                .orElseGet(() -> accept(
                                        new NoteAdded(live.details().step(), note.text(), note.by(), note.at())));
        };
    }

    /** With fewer snoozes than this item the enrollment has not processed the latest one yet; it will follow. */
    private static boolean isNew(WorkItemDetails details, RescheduleWorkItem reschedule) {
        return reschedule.snoozeCount() > details.snoozeCount()
                || (reschedule.snoozeCount() == details.snoozeCount()
                        && !reschedule.dueAt().equals(details.dueAt()));
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
        if (text == null || text.length() <= MAX_TEXT_LENGTH) {
            return Optional.empty();
        }
        Refusal tooLong = WorkItemRefusal.textTooLong(path, text.length(), MAX_TEXT_LENGTH);
        return Optional.of(refuse(tooLong));
    }

    @Override
    public WorkItem evolve(WorkItem item, WorkItemEvent event) {
        return switch (event) {
            case Opened opened ->
                new Open(new WorkItemDetails(
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
                        new WorkItemDetails(
                                opened.step(),
                                WorkItemDetails.WAIT,
                                "Wait",
                                null,
                                null,
                                opened.assignee(),
                                opened.until(),
                                0),
                        false);
            case Completed completed -> closed(item, WorkItem.Done::new);
            case Skipped skipped -> closed(item, WorkItem.Skipped::new);
            case Withdrawn withdrawn -> closed(item, details -> new WorkItem.Withdrawn(details, withdrawn.reason()));
            case Snoozed snoozed ->
                item instanceof Live live
                        ? new WorkItem.Snoozed(live.details().withDueAt(snoozed.until(), snoozed.count()))
                        : item;
            case Resumed resumed -> item instanceof Live live ? new Open(live.details()) : item;
            case WaitSkipRequested requested ->
                item instanceof Waiting waiting ? new Waiting(waiting.details(), true) : item;
            case Reassigned reassigned -> changed(item, details -> details.withAssignee(reassigned.assignee()));
            case HandedOver handedOver -> changed(item, details -> details.withAssignee(handedOver.assignee()));
            case Rescheduled moved -> changed(item, details -> details.withDueAt(moved.dueAt(), moved.snoozeCount()));
            case NoteAdded note -> item;
        };
    }

    private static WorkItem closed(WorkItem item, Function<WorkItemDetails, WorkItem> end) {
        return item instanceof Live live ? end.apply(live.details()) : item;
    }

    private static WorkItem changed(WorkItem item, Function<WorkItemDetails, WorkItemDetails> change) {
        return item instanceof Live live ? live.with(change.apply(live.details())) : item;
    }
}
