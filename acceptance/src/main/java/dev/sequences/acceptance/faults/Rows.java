package dev.sequences.acceptance.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows as a fold makes them: columns by row key; a column keeps its last value.
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

    /** What these columns say, as the key of a row that is counted from this one. */
    static String key(Map<String, String> row, String... columns) {
        List<String> parts = new ArrayList<>();
        for (String column : columns) {
            parts.add(row.getOrDefault(column, ""));
        }
        return String.join(" ", parts);
    }

    /** Nobody has said what this event does to these rows: they may be wrong. */
    void unexplained(LogEvent event) {
        unexplained.add(event.toString());
    }

    List<String> unexplained() {
        return unexplained;
    }
}
