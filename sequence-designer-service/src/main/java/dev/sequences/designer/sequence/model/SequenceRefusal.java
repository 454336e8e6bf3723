package dev.sequences.designer.sequence.model;

import dev.sequences.chassis.decider.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/** Every reason against a command on a sequence, but those of {@link DraftCheck}. */
final class SequenceRefusal {

    private static final Pattern KEBAB = Pattern.compile("[A-Z]");

    private SequenceRefusal() {}

    static Refusal unknown() {
        return Refusal.unknown(
                "sequence-unknown", "There is no such sequence.", "Check the id, or list what there is.");
    }

    static Refusal alreadyThere() {
        return Refusal.conflict(
                "sequence-exists", "A sequence with this id exists.", "Create a sequence under a new id.");
    }

    static Refusal notOwner() {
        return new Refusal(
                Refusal.Kind.FORBIDDEN,
                "not-owner",
                null,
                "The sequence belongs to somebody else.",
                "Make a copy of it, or ask its owner or a sequence manager.");
    }

    static Refusal nameMissing() {
        return Refusal.rule("name-missing", "name", "The sequence has no name.", "Give it a name.");
    }

    static Refusal tooLong(String field, int length, int longest) {
        return Refusal.rule(
                KEBAB.matcher(field).replaceAll(upper -> "-" + upper.group().toLowerCase(Locale.ROOT)) + "-too-long",
                field,
                "It has " + length + " characters; the limit is " + longest + ".",
                "Shorten it to " + longest + " characters.");
    }

    static Refusal notPlain(String field) {
        return Refusal.rule(
                "character-not-allowed",
                field,
                "It has control characters or broken Unicode.",
                "Remove characters that cannot be shown.");
    }

    static Refusal recordTypeUnknown(String recordType) {
        return Refusal.rule(
                "record-type-unknown",
                "recordType",
                "There are no sequences for '" + shown(recordType) + "'.",
                "Use one of: " + String.join(", ", RecordType.ALL) + ".");
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    static Refusal fixedWhileActive() {
        return Refusal.conflict(
                "sequence-active",
                "Name and description are fixed while the sequence is active.",
                "Deactivate it first; its open enrollments then end.");
    }

    static Refusal revisionNeeded() {
        return Refusal.conflict(
                "revision-needed",
                "The sequence is active; what is live cannot be edited.",
                "Start a revision first: the live version keeps running until the revision is activated.");
    }

    static Refusal alreadyActive() {
        return Refusal.conflict(
                "already-active",
                "The sequence is active and has no revision to activate.",
                "Start a revision, change the draft, then activate.");
    }

    static Refusal notActive() {
        return Refusal.conflict(
                "not-active",
                "The sequence is inactive: its draft can be edited as it is.",
                "Change the draft and activate it.");
    }

    static Refusal noRevision() {
        return Refusal.conflict(
                "no-revision", "No revision is being drawn.", "Nothing to do; the draft is what is live.");
    }

    static Refusal changeDescriptionMissing() {
        return Refusal.rule(
                "change-description-missing",
                "changeDescription",
                "A revision goes live with a description of what changed.",
                "Say in one sentence what changed.");
    }

    static Refusal ownerUnreadable(int longest) {
        return Refusal.rule(
                "owner-unreadable",
                "ownerId",
                "The owner is no id of a user or team.",
                "Give an id of 1 to " + longest + " characters on one line.");
    }

    static Refusal tagUnknown(String id) {
        return Refusal.rule(
                "tag-unknown", "tagIds", "There is no tag '" + shown(id) + "'.", "List the tags for their ids.");
    }

    static Refusal tooManyTags(int count, int most) {
        return Refusal.rule(
                "too-many-tags",
                "tagIds",
                count + " tags are given; a sequence has " + most + " at most.",
                "Leave out some of them.");
    }

    static Refusal noSeatFree() {
        return Refusal.conflict(
                "active-limit-reached",
                "The organisation has as many active sequences as it may have.",
                "Deactivate a sequence that is no longer needed.");
    }

    static Refusal noVersionLeft(int most) {
        return Refusal.conflict(
                "version-limit-reached",
                "The sequence has had " + most + " versions, the most there can be.",
                "Make a copy and activate that.");
    }
}
