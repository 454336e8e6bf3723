package dev.sequences.designer.sequence.model;

import dev.sequences.chassis.decider.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/** All refusals of sequence commands except those of {@link DraftCheck}. */
final class SequenceRefusal {

    private static final Pattern KEBAB = Pattern.compile("[A-Z]");

    private SequenceRefusal() {}

    static Refusal unknown() {
        return Refusal.unknown(
                "sequence-unknown", "The sequence does not exist.", "Check the id or list the sequences.");
    }

    static Refusal alreadyExists() {
        return Refusal.conflict("sequence-exists", "A sequence with this id already exists.", "Use a new id.");
    }

    static Refusal notOwner() {
        return new Refusal(
                Refusal.Kind.FORBIDDEN,
                "not-owner",
                null,
                "The sequence has another owner.",
                "Copy it, or ask its owner or a sequence manager to change it.");
    }

    static Refusal nameMissing() {
        return Refusal.rule("name-missing", "name", "The sequence has no name.", "Set 'name'.");
    }

    static Refusal tooLong(String field, int length, int maxLength) {
        return Refusal.rule(
                KEBAB.matcher(field).replaceAll(upper -> "-" + upper.group().toLowerCase(Locale.ROOT)) + "-too-long",
                field,
                "The text has " + length + " characters; the limit is " + maxLength + ".",
                "Shorten it to " + maxLength + " characters.");
    }

    static Refusal notPlain(String field) {
        return Refusal.rule(
                "character-not-allowed",
                field,
                "The text contains control characters or invalid Unicode.",
                "Remove characters that are not printable.");
    }

    static Refusal recordTypeUnknown(String recordType) {
        return Refusal.rule(
                "record-type-unknown",
                "recordType",
                "Unknown record type '" + shortened(recordType) + "'.",
                "Use one of: " + String.join(", ", RecordType.ALL) + ".");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    static Refusal fixedWhileActive() {
        return Refusal.conflict(
                "sequence-active",
                "Name and description cannot be changed while the sequence is active.",
                "Deactivate it first; this ends its open enrollments.");
    }

    static Refusal revisionNeeded() {
        return Refusal.conflict(
                "revision-needed",
                "The sequence is active; its live version cannot be edited.",
                "Start a revision first; the live version keeps running until the revision is activated.");
    }

    static Refusal alreadyActive() {
        return Refusal.conflict(
                "already-active",
                "The sequence is active and has no revision to activate.",
                "Start a revision, change the draft and activate it.");
    }

    static Refusal notActive() {
        return Refusal.conflict(
                "not-active",
                "The sequence is inactive; its draft can be edited without a revision.",
                "Change the draft and activate it.");
    }

    static Refusal noRevision() {
        return Refusal.conflict(
                "no-revision",
                "The sequence has no revision to discard.",
                "No action is needed; the draft equals the live version.");
    }

    static Refusal changeDescriptionMissing() {
        return Refusal.rule(
                "change-description-missing",
                "changeDescription",
                "The description of the change is missing.",
                "Set 'changeDescription' to one sentence about what changed.");
    }

    static Refusal ownerUnreadable(int maxLength) {
        return Refusal.rule(
                "owner-unreadable",
                "ownerId",
                "The owner is not a valid id of a user or team.",
                "Use an id of 1 to " + maxLength + " characters without line breaks.");
    }

    static Refusal tagUnknown(String id) {
        return Refusal.rule(
                "tag-unknown",
                "tagIds",
                "The tag '" + shortened(id) + "' does not exist.",
                "Use the id of an existing tag; list them at /tags.");
    }

    static Refusal tooManyTags(int count, int max) {
        return Refusal.rule(
                "too-many-tags",
                "tagIds",
                "The request has " + count + " tags; a sequence can have at most " + max + ".",
                "Remove some of them.");
    }

    static Refusal noSeatFree() {
        return Refusal.conflict(
                "active-limit-reached",
                "The organization has reached its limit of active sequences.",
                "Deactivate a sequence that you no longer need.");
    }

    static Refusal noVersionLeft(int max) {
        return Refusal.conflict(
                "version-limit-reached",
                "The sequence has reached the limit of " + max + " versions.",
                "Copy the sequence and activate the copy.");
    }
}
