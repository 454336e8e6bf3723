package dev.sequences.segment.segment.model;

import dev.sequences.chassis.decider.Refusal;

/** Why a segment does not do what it was asked for. */
final class SegmentRefusal {

    private SegmentRefusal() {}

    static Refusal unknown() {
        return Refusal.unknown("segment-unknown", "There is no such segment.", "List what there is: GET /segments.");
    }

    static Refusal exists() {
        return Refusal.conflict("segment-exists", "This segment exists already.", "Use another id.");
    }

    static Refusal tooManyActive(int most) {
        return Refusal.conflict(
                "too-many-active-segments",
                "There are " + most + " active segments, the most there may be.",
                "Deactivate one that is no longer needed.");
    }

    static Refusal recordTypeFixed() {
        return Refusal.rule(
                "record-type-fixed",
                "recordType",
                "The record type of a segment cannot be changed.",
                "Create another segment for the other type.");
    }

    static Refusal recordTypeUnknown(String given) {
        return Refusal.rule(
                "record-type-unknown",
                "recordType",
                "There is no record type '" + given + "'.",
                "Use one of: " + String.join(", ", RecordTypes.ALL) + ".");
    }

    static Refusal text(String field, int longest) {
        return Refusal.rule(
                field + "-invalid",
                field,
                "The " + field + " is missing or too long.",
                "Give 1 to " + longest + " characters.");
    }

    static Refusal description(int longest) {
        return Refusal.rule(
                "description-too-long",
                "description",
                "The description is too long.",
                "Use at most " + longest + " characters.");
    }

    static Refusal priority(int largest) {
        return Refusal.rule(
                "priority-out-of-range",
                "priority",
                "The priority is not a place in an order.",
                "Give 1 (first) to " + largest + ".");
    }
}
