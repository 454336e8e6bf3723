package dev.sequences.contracts.generation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a subscriber of the released schema would trip over in the current one. Topics are replayed from their first
 * record, so an addition must be optional: old values do not have it.
 */
public final class BreakingChanges {

    /** Words for people and lists that may grow; everything else in a schema is a promise. */
    private static final Set<String> FREE = Set.of("title", "description", "x-extensible-enum", "x-personal-data");

    private final List<String> found = new ArrayList<>();

    private BreakingChanges() {}

    public static List<String> between(JsonNode released, JsonNode current) {
        BreakingChanges changes = new BreakingChanges();
        changes.compare("", released, current);
        return List.copyOf(changes.found);
    }

    private void compare(String at, JsonNode released, JsonNode current) {
        Set<String> keywords = new LinkedHashSet<>();
        released.fieldNames().forEachRemaining(keywords::add);
        current.fieldNames().forEachRemaining(keywords::add);
        for (String keyword : keywords) {
            switch (keyword) {
                case "properties", "$defs" ->
                    members(at + "/" + keyword, released.path(keyword), current.path(keyword));
                case "items" -> compare(at + "/items", released.path(keyword), current.path(keyword));
                case "required" -> required(at, released.path(keyword), current.path(keyword));
                default -> {
                    if (!FREE.contains(keyword) && !released.path(keyword).equals(current.path(keyword))) {
                        found.add("%s/%s was %s and is %s"
                                .formatted(at, keyword, released.path(keyword), current.path(keyword)));
                    }
                }
            }
        }
    }

    private void members(String at, JsonNode released, JsonNode current) {
        for (Map.Entry<String, JsonNode> member : released.properties()) {
            String path = at + "/" + member.getKey();
            if (current.has(member.getKey())) {
                compare(path, member.getValue(), current.get(member.getKey()));
            } else {
                found.add(path + " was removed");
            }
        }
    }

    private void required(String at, JsonNode released, JsonNode current) {
        Set<String> before = texts(released);
        Set<String> now = texts(current);
        before.stream()
                .filter(name -> !now.contains(name))
                .forEach(name -> found.add(at + "/required no longer holds " + name));
        now.stream()
                .filter(name -> !before.contains(name))
                .forEach(name -> found.add(
                        at + "/required now holds " + name + ": older values on the topic lack it, make it @Nullable"));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(item -> texts.add(item.textValue()));
        return texts;
    }
}
