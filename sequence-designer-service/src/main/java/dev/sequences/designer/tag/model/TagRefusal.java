package dev.sequences.designer.tag.model;

import dev.sequences.chassis.decider.Refusal;

/** Every reason against a command on tags. */
final class TagRefusal {

    private TagRefusal() {}

    static Refusal unknown(String id) {
        return Refusal.unknown("tag-unknown", "There is no tag '" + shown(id) + "'.", "List the tags for their ids.");
    }

    static Refusal parentUnknown(String id) {
        return Refusal.rule(
                "parent-unknown", "parentId", "There is no tag '" + shown(id) + "'.", "List the tags for their ids.");
    }

    static Refusal nameMissing() {
        return Refusal.rule("name-missing", "name", "The tag has no name.", "Give it a name.");
    }

    static Refusal nameTooLong(int length, int longest) {
        return Refusal.rule(
                "name-too-long",
                "name",
                "It has " + length + " characters; the limit is " + longest + ".",
                "Shorten it to " + longest + " characters.");
    }

    static Refusal nameNotAllowed() {
        return Refusal.rule(
                "name-not-allowed",
                "name",
                "The name of a tag has no '/', no line break and no other control character.",
                "Leave them out; '/' stands between the names of a path.");
    }

    static Refusal nameTaken(String name) {
        return Refusal.conflict(
                "tag-exists",
                "There is a tag '" + shown(name) + "' in the same place.",
                "Use that one, or another name.");
    }

    static Refusal tooDeep(int levels) {
        return Refusal.rule(
                "tag-too-deep",
                "parentId",
                "Tags have " + levels + " levels; this would make one more.",
                "Choose a parent further up.");
    }

    static Refusal levelFull(int level, int most) {
        return Refusal.conflict(
                "tag-level-full",
                "Level " + level + " would have more than " + most + " tags.",
                "Delete tags that are not needed, or use level 1, which has no limit.");
    }

    static Refusal belowItself() {
        return Refusal.rule(
                "tag-below-itself", "parentId", "A tag cannot stand below itself.", "Choose a parent elsewhere.");
    }

    static Refusal nothing() {
        return Refusal.rule("tags-missing", "names", "There is nothing to add.", "Give at least one name.");
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
