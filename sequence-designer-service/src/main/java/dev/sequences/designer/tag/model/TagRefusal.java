package dev.sequences.designer.tag.model;

import dev.sequences.chassis.decider.Refusal;

/** All refusals of tag commands. */
final class TagRefusal {

    private TagRefusal() {}

    static Refusal unknown(String id) {
        return Refusal.unknown(
                "tag-unknown",
                "The tag '" + shown(id) + "' does not exist.",
                "Use the id of an existing tag; list them at /tags.");
    }

    static Refusal parentUnknown(String id) {
        return Refusal.rule(
                "parent-unknown",
                "parentId",
                "The tag '" + shown(id) + "' does not exist.",
                "Use the id of an existing tag; list them at /tags.");
    }

    static Refusal nameMissing() {
        return Refusal.rule("name-missing", "name", "The tag has no name.", "Set 'name'.");
    }

    static Refusal nameTooLong(int length, int longest) {
        return Refusal.rule(
                "name-too-long",
                "name",
                "The text has " + length + " characters; the limit is " + longest + ".",
                "Shorten it to " + longest + " characters.");
    }

    static Refusal nameNotAllowed() {
        return Refusal.rule(
                "name-not-allowed",
                "name",
                "The tag name contains '/', a line break or another control character.",
                "Remove these characters; '/' separates the names of a path.");
    }

    static Refusal nameTaken(String name) {
        return Refusal.conflict(
                "tag-exists",
                "A tag '" + shown(name) + "' with the same parent already exists.",
                "Use the existing tag or another name.");
    }

    static Refusal tooDeep(int levels) {
        return Refusal.rule(
                "tag-too-deep",
                "parentId",
                "The tag would be on level " + (levels + 1) + "; the limit is " + levels + " levels.",
                "Choose a parent on a higher level.");
    }

    static Refusal levelFull(int level, int most) {
        return Refusal.conflict(
                "tag-level-full",
                "Level " + level + " would have more than " + most + " tags.",
                "Delete tags that you no longer need, or use level 1, which has no limit.");
    }

    static Refusal belowItself() {
        return Refusal.rule(
                "tag-below-itself",
                "parentId",
                "A tag cannot be its own descendant.",
                "Choose a parent outside this tag's subtree.");
    }

    static Refusal nothing() {
        return Refusal.rule("tags-missing", "names", "'names' is empty.", "Send at least one name.");
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
