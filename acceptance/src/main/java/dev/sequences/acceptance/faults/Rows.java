package dev.sequences.acceptance.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of a fold: columns by row key; a column keeps its last value.
 *
 * <p>A column is named as in its table. {@code a|/b} is what pointer {@code /b} finds in column {@code a}, and a name that
 * begins with {@code set:} is of an array without order.
 */
final class Rows {

    private final Map<String, Map<String, String>> rows = new TreeMap<>();
    private final List<String> unexplained = new ArrayList<>();

    Map<String, Map<String, String>> asMap() {
        return rows;
    }

    Map<String, String> row(String key) {
        return rows.computeIfAbsent(key, k -> new LinkedHashMap<>());
    }

    boolean has(String key) {
        return rows.containsKey(key);
    }

    void remove(String key) {
        rows.remove(key);
    }

    static void add(Map<String, String> row, String column, long more) {
        row.merge(column, Long.toString(more), (a, b) -> Long.toString(Long.parseLong(a) + Long.parseLong(b)));
    }

    /** The values of these columns, as the key of a counter row. */
    static String key(Map<String, String> row, String... columns) {
        List<String> parts = new ArrayList<>();
        for (String column : columns) {
            parts.add(row.getOrDefault(column, ""));
        }
        return String.join(" ", parts);
    }

    /** The fold does not know this event: the rows may be wrong. */
    void unexplained(LogEvent event) {
        unexplained.add(event.toString());
    }

    List<String> unexplained() {
        return unexplained;
    }
}
