package dev.sequences.segment.segment.model;

import dev.sequences.chassis.decider.Refusal;

/** Reasons to refuse a command on a segment. */
final class SegmentRefusal {

    private SegmentRefusal() {}

    static Refusal unknown() {
        return Refusal.unknown(
                "segment-unknown",
                "The segment does not exist.",
                "Check the id, or list the segments with GET /segments.");
    }

    static Refusal exists() {
        return Refusal.conflict("segment-exists", "A segment with this id already exists.", "Use another id.");
    }

    static Refusal tooManyActive(int max) {
        return Refusal.conflict(
                "too-many-active-segments",
                "The limit of " + max + " active segments is reached.",
                "Deactivate a segment that is no longer needed.");
    }

    static Refusal recordTypeFixed() {
        return Refusal.rule(
                "record-type-fixed",
                "recordType",
                "The record type of a segment cannot be changed.",
                "Create a new segment for the other record type.");
    }

    static Refusal recordTypeUnknown(String recordType) {
        return Refusal.rule(
                "record-type-unknown",
                "recordType",
                "Record type '" + recordType + "' is unknown.",
                "Use one of: " + String.join(", ", RecordTypes.ALL) + ".");
    }

    static Refusal text(String field, int maxLength) {
        return Refusal.rule(
                field + "-invalid",
                field,
                "The " + field + " is missing or too long.",
                "Send 1 to " + maxLength + " characters.");
    }

    static Refusal description(int maxLength) {
        return Refusal.rule(
                "description-too-long",
                "description",
                "The description is too long.",
                "Send at most " + maxLength + " characters.");
    }

    static Refusal priority(int max) {
        return Refusal.rule(
                "priority-out-of-range",
                "priority",
                "The priority is out of range.",
                "Send an integer from 1 (evaluated first) to " + max + ".");
    }
}
