package dev.sequences.segment.recordimport.model;

import dev.sequences.language.value.Blanks;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of a file: its cells, a record, or an error. {@code line} is its line in the file, counted from 1. */
public sealed interface FileRow {

    int MAX_VALUE_LENGTH = 10_000;

    long line();

    /**
     * The cells of a readable row.
     *
     * @param values non-empty cells by column name: text without blanks around it, numbers or booleans
     * @param empty columns whose cell is empty
     */
    record Cells(long line, Map<String, Object> values, Set<String> empty) implements FileRow {}

    /**
     * A row as a record.
     *
     * @param name null if the file has no such column or the cell is empty
     * @param owner null if the file has no such column or the cell is empty
     * @param fields all non-empty cells by column name, with the types of their columns
     * @param empty columns whose cell is empty
     */
    record Accepted(
            long line,
            String recordId,
            @Nullable String name,
            @Nullable String owner,
            Map<String, Object> fields,
            Set<String> empty)
            implements FileRow {}

    record Rejected(long line, String code, String message) implements FileRow {}

    /** The name of the row in the errors of the job. */
    default String item() {
        return "row " + line();
    }

    /** The row of these cells; rejected if a text is too long or has characters that no text has. */
    static FileRow of(long line, Map<String, ? extends @Nullable Object> cells) {
        Map<String, Object> values = new LinkedHashMap<>();
        Set<String> empty = new LinkedHashSet<>();
        for (Map.Entry<String, ? extends @Nullable Object> cell : cells.entrySet()) {
            Object value = cell.getValue();
            if (value instanceof String text) {
                String trimmed = Blanks.trim(text);
                if (trimmed.length() > MAX_VALUE_LENGTH) {
                    return new Rejected(
                            line,
                            "value-too-long",
                            "The value of '" + cell.getKey() + "' has more than " + MAX_VALUE_LENGTH + " characters.");
                }
                String unreadable = unreadable(trimmed);
                if (unreadable != null) {
                    return new Rejected(
                            line,
                            "value-unreadable",
                            "The value of '" + cell.getKey() + "' contains " + unreadable + ".");
                }
                value = trimmed.isEmpty() ? null : trimmed;
            }
            if (value == null) {
                empty.add(cell.getKey());
            } else {
                values.put(cell.getKey(), value);
            }
        }
        return new Cells(line, values, empty);
    }

    /** The first control character or lone surrogate of a text; null if there is none. Line breaks and tabs are allowed. */
    static @Nullable String unreadable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\n' && c != '\r' && c != '\t' : c >= 0x7F && c < 0xA0) {
                return "the control character U+%04X".formatted((int) c);
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return "the lone surrogate U+%04X".formatted((int) c);
                }
                i++;
            }
        }
        return null;
    }
}
