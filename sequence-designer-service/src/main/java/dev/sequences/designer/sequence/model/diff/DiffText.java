package dev.sequences.designer.sequence.model.diff;

import dev.sequences.designer.sequence.model.diff.DraftDiff.Change;
import dev.sequences.designer.sequence.model.diff.DraftDiff.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats a difference as text, one change per line: added {@code +}, removed {@code -}, moved {@code >}, changed {@code ~}. */
public final class DiffText {

    private static final int MAX_VALUE_LENGTH = 120;

    private DiffText() {}

    public static List<String> lines(DraftDiff diff) {
        List<String> lines = new ArrayList<>();
        diff.added().forEach(node -> {
            String added = "+ " + label(node.key(), node.type(), node.name()) + " ";
            lines.add(added + after(node.after()));
            node.fields().forEach((field, value) -> lines.add(added + field + ": " + value(value)));
            node.ways().forEach((way, key) -> lines.add(added + way + ": " + value(key)));
        });
        diff.removed()
                .forEach(node ->
                        lines.add("- " + label(node.key(), node.type(), node.name()) + " " + after(node.after())));
        diff.moved()
                .forEach(node -> lines.add("> " + label(node.key(), node.type(), node.name()) + " from "
                        + after(node.from()) + " to " + after(node.to())));
        diff.changed().forEach(node -> node.changes()
                .forEach(change -> lines.add("~ " + label(node.key(), node.type(), node.name()) + " " + text(change))));
        diff.settings().forEach(change -> lines.add("~ " + text(change)));
        return lines;
    }

    private static String label(String key, String type, @Nullable String name) {
        return type + " '" + key + "'" + (name == null || name.isBlank() ? "" : " \"" + shortened(name) + "\"");
    }

    private static String after(List<Origin> origins) {
        return origins.isEmpty()
                ? "on no path"
                : origins.stream().map(DiffText::place).collect(Collectors.joining(" and "));
    }

    private static String place(Origin origin) {
        if (origin.key() == null) {
            return "at the start";
        }
        return "after '" + origin.key() + "'" + ("next".equals(origin.way()) ? "" : " on " + origin.way());
    }

    private static String text(Change change) {
        return change.field() + ": " + value(change.from()) + " -> " + value(change.to());
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> '"' + shortened(text) + '"';
            case List<?> list ->
                shortened(list.stream().map(DiffText::value).collect(Collectors.joining(", ", "[", "]")));
            case Map<?, ?> map ->
                shortened(map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}")));
            default -> value.toString();
        };
    }

    /** On one line, without line breaks in the value. */
    private static String shortened(String text) {
        String line = text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
        return line.length() <= MAX_VALUE_LENGTH ? line : line.substring(0, MAX_VALUE_LENGTH) + "...";
    }
}
