package dev.sequences.acceptance.faults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every stored event and the event under which it is published. Maintained by hand, separately from the services, so that it can
 * contradict them: an unlisted event is a violation; when adding an event, list here whether it is public.
 */
final class StoredEvents {

    /**
     * One stored event.
     *
     * @param service the service that stores it
     * @param type the {@code ce_type} under which it is published; empty for an internal event
     */
    record Stored(String service, String type) {

        boolean isPrivate() {
            return type.isEmpty();
        }
    }

    private static final Map<String, Stored> ALL = new LinkedHashMap<>();

    static {
        published("designer", "sequence.created", "sequences.definition.sequence-created.v1");
        published("designer", "sequence.activated", "sequences.definition.sequence-activated.v1");
        published("designer", "sequence.deactivated", "sequences.definition.sequence-deactivated.v1");
        published("designer", "sequence.renamed", "sequences.definition.sequence-renamed.v1");
        published("designer", "sequence.reassigned", "sequences.definition.sequence-reassigned.v1");
        published("designer", "sequence.tagged", "sequences.definition.sequence-tagged.v1");
        published("designer", "sequence.deleted", "sequences.definition.sequence-deleted.v1");
        published("designer", "sequence.revision-started", "sequences.definition.revision-started.v1");
        published("designer", "sequence.revision-discarded", "sequences.definition.revision-discarded.v1");
        inside("designer", "sequence.draft-changed");
        published("designer", "tag.added", "sequences.tag.tag-added.v1");
        published("designer", "tag.renamed", "sequences.tag.tag-renamed.v1");
        published("designer", "tag.moved", "sequences.tag.tag-moved.v1");
        published("designer", "tag.deleted", "sequences.tag.tag-deleted.v1");
        published("designer", "message-template.created", "sequences.message-template.message-template-saved.v1");
        published("designer", "message-template.changed", "sequences.message-template.message-template-saved.v1");
        published("designer", "message-template.deleted", "sequences.message-template.message-template-deleted.v1");
        published("designer", "holiday-calendar.created", "sequences.holiday-calendar.holiday-calendar-saved.v1");
        published("designer", "holiday-calendar.changed", "sequences.holiday-calendar.holiday-calendar-saved.v1");
        published("designer", "holiday-calendar.deleted", "sequences.holiday-calendar.holiday-calendar-deleted.v1");

        for (String name : new String[] {
            "record-enrolled",
            "step-opened",
            "step-completed",
            "step-skipped",
            "step-cancelled",
            "step-rescheduled",
            "step-reassigned",
            "wait-started",
            "wait-ended",
            "message-requested",
            "condition-evaluated",
            "field-update-requested",
            "step-failed",
            "step-retried",
            "enrollment-ended"
        }) {
            published("enrollment", "enrollment." + name, "sequences.enrollment." + name + ".v1");
        }
        inside("enrollment", "enrollment.answer-awaited");
        inside("enrollment", "enrollment.field-update-concluded");
        inside("enrollment", "enrollment.activity-noted");
        inside("enrollment", "enrollment.call-result-noted");
        inside("enrollment", "enrollment.advance-requested");
        inside("enrollment", "enrollment.step-held");
        inside("enrollment", "enrollment.hold-ended");
        published("enrollment", "ab-test.decided", "sequences.ab-test.ab-test-decided.v1");

        for (String name : new String[] {
            "opened", "completed", "skipped", "snoozed", "resumed", "reassigned", "withdrawn",
        }) {
            published("worklist", "work-item." + name, "sequences.work-item.work-item-" + name + ".v1");
        }
        published("worklist", "work-item.wait-opened", "sequences.work-item.work-item-opened.v1");
        published("worklist", "work-item.wait-skip-requested", "sequences.work-item.wait-skip-requested.v1");
        published("worklist", "work-item.note-added", "sequences.work-item.note-added.v1");
        inside("worklist", "work-item.handed-over");
        inside("worklist", "work-item.rescheduled");

        inside("segment", "segment.segment-created");
        inside("segment", "segment.segment-changed");
        published("segment", "segment.segment-activated", "sequences.segment.segment-activated.v1");
        published("segment", "segment.segment-deactivated", "sequences.segment.segment-deactivated.v1");
        published("segment", "segment.segment-deleted", "sequences.segment.segment-deleted.v1");
        published("segment", "membership.record-joined", "sequences.segment.record-joined-segment.v1");
        published("segment", "membership.record-left", "sequences.segment.record-left-segment.v1");
        for (String outcome : new String[] {"applied", "refused", "delegated"}) {
            published("segment", "field-update." + outcome, "sequences.field-update.field-update-" + outcome + ".v1");
        }
        published("segment", "seller.calendar-set", "sequences.seller.seller-changed.v1");
        inside("segment", "record-type.record-type-declared");
        published("segment", "seller.seller-set", "sequences.seller.seller-changed.v1");
        published("segment", "team.team-set", "sequences.seller.team-changed.v1");
        published("segment", "assignment.record-assigned", "sequences.assignment.record-assigned.v1");
        published("segment", "assignment.assignment-failed", "sequences.assignment.assignment-failed.v1");
        for (String name : new String[] {
            "rule-created", "rule-changed", "rule-activated", "rule-deactivated", "rule-deleted", "rules-ordered",
        }) {
            inside("segment", "assignment-rules." + name);
        }
    }

    private StoredEvents() {}

    private static void published(String service, String name, String type) {
        ALL.put(name, new Stored(service, type));
    }

    private static void inside(String service, String name) {
        ALL.put(name, new Stored(service, ""));
    }

    static Map<String, Stored> all() {
        return Map.copyOf(ALL);
    }

    /** Returns empty for an unlisted event. */
    static Optional<Stored> named(String storedName) {
        return Optional.ofNullable(ALL.get(storedName));
    }
}
