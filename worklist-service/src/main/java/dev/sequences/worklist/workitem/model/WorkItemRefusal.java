package dev.sequences.worklist.workitem.model;

import dev.sequences.chassis.decider.Refusal;
import java.time.Instant;

/** All refusals of a work item. The codes are part of the HTTP API. */
final class WorkItemRefusal {

    private WorkItemRefusal() {}

    static Refusal unknown() {
        return Refusal.unknown(
                "work-item-unknown", "The work item does not exist.", "Check the id, or list the work items.");
    }

    static Refusal closed(WorkItem.Closed item) {
        return Refusal.conflict(
                "work-item-closed",
                "The work item is already closed (" + item.status() + ").",
                "Reload the list; the next step of the record has its own work item.");
    }

    static Refusal waiting(WorkItem.Waiting item) {
        return Refusal.conflict(
                "work-item-waiting",
                "The sequence waits until " + item.details().dueAt() + "; there is nothing to do before.",
                "Wait until then, or end the wait with skip-wait.");
    }

    static Refusal notWaiting() {
        return Refusal.conflict(
                "work-item-not-waiting",
                "The work item is not waiting, so there is no wait to skip.",
                "Complete, skip or snooze the item.");
    }

    static Refusal snoozeInThePast(Instant until, Instant now) {
        return Refusal.rule(
                "snooze-in-the-past",
                "until",
                "The snooze time " + until + " is not in the future; it is now " + now + ".",
                "Send a time in the future.");
    }

    static Refusal snoozeTooFar(Instant latest) {
        return Refusal.rule(
                "snooze-too-far",
                "until",
                "A work item can be snoozed until " + latest + " at the latest.",
                "Send an earlier time, or skip the item.");
    }

    static Refusal snoozeLimitReached(int limit) {
        return Refusal.rule(
                "snooze-limit-reached",
                null,
                "The work item has reached the limit of " + limit + " snoozes.",
                "Complete or skip the item.");
    }

    static Refusal callResultNotAllowed(String activityType) {
        return Refusal.rule(
                "call-result-not-allowed",
                "callResult",
                "Only phone calls have a call result; this item has type " + activityType + ".",
                "Omit callResult.");
    }

    static Refusal callResultMalformed() {
        return Refusal.rule(
                "call-result-malformed",
                "callResult",
                "The call result is not in kebab case or is too long.",
                "Use lower-case letters, digits and single hyphens, at most 50 characters, e.g. left-voicemail.");
    }

    static Refusal textTooLong(String path, int length, int limit) {
        return Refusal.rule(
                path + "-too-long",
                path,
                "The text has " + length + " characters.",
                "Shorten it to at most " + limit + " characters.");
    }

    static Refusal noteEmpty() {
        return Refusal.rule("note-empty", "text", "The note is empty.", "Send a text that is not blank.");
    }

    static Refusal assigneeTypeUnknown() {
        return Refusal.rule(
                "assignee-type-unknown",
                "assigneeType",
                "The assignee type is neither user nor team.",
                "Set assigneeType to user or team.");
    }

    static Refusal assigneeIdMalformed() {
        return Refusal.rule(
                "assignee-id-malformed",
                "assigneeId",
                "The assignee id is empty, too long or contains control characters.",
                "Send the id of a user or team with at most 200 characters.");
    }
}
