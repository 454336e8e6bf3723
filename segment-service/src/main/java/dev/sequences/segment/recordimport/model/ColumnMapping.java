package dev.sequences.segment.recordimport.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns say what.
 *
 * @param id {@code #line} or null: the number of the line is the id
 */
public record RowColumns(
        @Nullable String id,
        @Nullable String name,
        @Nullable String owner) {

    public static final String LINE = "#line";
    public static final int LONGEST_ID = 200;

    private static final int LONGEST_VALUE = 10_000;
    private static final int LONGEST_NAME = 500;

    public RowColumns {
        id = id == null || id.isBlank() || id.strip().equals(LINE) ? null : id.strip();
        name = name == null || name.isBlank() ? null : name.strip();
        owner = owner == null || owner.isBlank() ? null : owner.strip();
    }

    /** Throws {@link FileRefusal} for a column that the file does not have. */
    public void checkAgainst(List<String> found) {
        check("idColumn", id, found);
        check("nameColumn", name, found);
        check("ownerColumn", owner, found);
    }

    /** Whether it is one of them: ids and names are taken letter by letter. */
    boolean names(String column) {
        return column.equals(id) || column.equals(name) || column.equals(owner);
    }

    private static void check(String parameter, @Nullable String column, List<String> found) {
        if (column != null && !found.contains(column)) {
            throw FileRefusal.columnUnknown(parameter, column, found);
        }
    }

    FileRow row(long line, Map<String, Object> cells) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Object> cell : cells.entrySet()) {
            if (cell.getValue() instanceof String text) {
                if (text.length() > LONGEST_VALUE) {
                    return new FileRow.Bad(
                            line,
                            "value-too-long",
                            "The value of '" + cell.getKey() + "' has more than " + LONGEST_VALUE + " characters.");
                }
                if (text.indexOf('\0') >= 0) {
                    return new FileRow.Bad(
                            line, "value-unreadable", "The value of '" + cell.getKey() + "' holds a NUL character.");
                }
                if (text.isBlank()) {
                    continue;
                }
            }
            fields.put(cell.getKey(), cell.getValue());
        }
        String recordId = id == null ? Long.toString(line) : text(fields, id);
        if (recordId == null) {
            return new FileRow.Bad(line, "id-missing", "There is nothing in the id column '" + id + "'.");
        }
        String wrong = wrongId(recordId);
        if (wrong != null) {
            return new FileRow.Bad(line, wrong, "The id has more than " + LONGEST_ID + " or unreadable characters.");
        }
        String given = text(fields, name);
        String ownerId = text(fields, owner);
        if (ownerId != null && wrongId(ownerId) != null) {
            return new FileRow.Bad(
                    line, "owner-invalid", "The owner has more than " + LONGEST_ID + " or unreadable characters.");
        }
        return new FileRow.Good(
                line,
                recordId,
                given != null && given.length() > LONGEST_NAME ? given.substring(0, LONGEST_NAME) : given,
                ownerId,
                fields);
    }

    /** Code of what is wrong with an id; null when nothing is. */
    public static @Nullable String wrongId(String id) {
        if (id.length() > LONGEST_ID) {
            return "id-too-long";
        }
        return id.chars().anyMatch(Character::isISOControl) ? "id-unreadable" : null;
    }

    private static @Nullable String text(Map<String, Object> fields, @Nullable String column) {
        Object value = column == null ? null : fields.get(column);
        return value == null ? null : value.toString().strip();
    }
}
