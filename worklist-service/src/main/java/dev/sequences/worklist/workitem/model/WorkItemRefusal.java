package dev.sequences.worklist.workitem.model;

import dev.sequences.chassis.decider.Refusal;
import java.time.Instant;

/** Every reason for which a work item refuses. The codes are part of the HTTP API. */
final class WorkItemRefusal {

    private WorkItemRefusal() {}

    static Refusal unknown() {
        return Refusal.unknown(
                "work-item-unknown", "There is no such work item.", "Check the id, or list what there is.");
    }

    static Refusal closed(WorkItem.Closed item) {
        return Refusal.conflict(
                "work-item-closed",
                "The item is closed already: it is " + item.status() + ".",
                "Read the list again; the next step of the record is an item of its own.");
    }

    static Refusal waiting(WorkItem.Waiting item) {
        return Refusal.conflict(
                "work-item-waiting",
                "The sequence waits until " + item.toDo().dueAt() + ", there is nothing to do yet.",
                "Let the wait elapse, or end it with skip-wait.");
    }

    static Refusal notWaiting() {
        return Refusal.conflict(
                "work-item-not-waiting",
                "The item does not wait, so there is no wait to skip.",
                "Complete, skip or snooze it.");
    }

    static Refusal snoozeInThePast(Instant until, Instant now) {
        return Refusal.rule(
                "snooze-in-the-past",
                "until",
                "It is " + now + " already, and the item was to be snoozed until " + until + ".",
                "Give a moment in the future.");
    }

    static Refusal snoozeTooFar(Instant latest) {
        return Refusal.rule(
                "snooze-too-far",
                "until",
                "An item can be snoozed until " + latest + " at the latest.",
                "Give an earlier moment, or skip the item.");
    }

    static Refusal snoozeLimitReached(int limit) {
        return Refusal.rule(
                "snooze-limit-reached",
                null,
                "The item was snoozed " + limit + " times, which is the limit.",
                "Complete or skip it.");
    }

    static Refusal callResultNotAllowed(String activityType) {
        return Refusal.rule(
                "call-result-not-allowed",
                "callResult",
                "Only a phone call has a call result; this is of type " + activityType + ".",
                "Leave callResult out.");
    }

    static Refusal callResultMalformed() {
        return Refusal.rule(
                "call-result-malformed",
                "callResult",
                "A call result is a short kebab-case word.",
                "Use lower-case letters, digits and single hyphens, at most 50 characters, e.g. left-voicemail.");
    }

    static Refusal textTooLong(String path, int length, int limit) {
        return Refusal.rule(
                path + "-too-long",
                path,
                "The text has " + length + " characters.",
                "Shorten it to " + limit + " characters.");
    }

    static Refusal noteEmpty() {
        return Refusal.rule("note-empty", "text", "The note has no text.", "Write something, or leave the note.");
    }

    static Refusal assigneeTypeUnknown() {
        return Refusal.rule(
                "assignee-type-unknown",
                "assigneeType",
                "An item is given to a user or to a team.",
                "Use assigneeType user or team.");
    }

    static Refusal assigneeIdMalformed() {
        return Refusal.rule(
                "assignee-id-malformed",
                "assigneeId",
                "The id of the assignee is empty, too long or has control characters.",
                "Give the id of a user or team, at most 200 characters.");
    }
}
