package dev.sequences.segment.recordimport.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps columns of a file to the id, name and owner of a record.
 *
 * @param id {@code #line} or null: the line number is the id
 */
public record ColumnMapping(
        @Nullable String id,
        @Nullable String name,
        @Nullable String owner) {

    public static final String LINE = "#line";
    public static final int MAX_ID_LENGTH = 200;

    private static final int MAX_VALUE_LENGTH = 10_000;
    private static final int MAX_NAME_LENGTH = 500;

    public ColumnMapping {
        id = id == null || id.isBlank() || id.strip().equals(LINE) ? null : id.strip();
        name = name == null || name.isBlank() ? null : name.strip();
        owner = owner == null || owner.isBlank() ? null : owner.strip();
    }

    /** Throws {@link FileRefusal} if a mapped column is not among these. */
    public void checkAgainst(List<String> found) {
        check("idColumn", id, found);
        check("nameColumn", name, found);
        check("ownerColumn", owner, found);
    }

    /** Whether the column is mapped to id, name or owner, whose cells are never converted. */
    boolean isMapped(String column) {
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
                if (text.length() > MAX_VALUE_LENGTH) {
                    return new FileRow.Rejected(
                            line,
                            "value-too-long",
                            "The value of '" + cell.getKey() + "' has more than " + MAX_VALUE_LENGTH + " characters.");
                }
                if (text.indexOf('\0') >= 0) {
                    return new FileRow.Rejected(
                            line, "value-unreadable", "The value of '" + cell.getKey() + "' contains U+0000.");
                }
                if (text.isBlank()) {
                    continue;
                }
            }
            fields.put(cell.getKey(), cell.getValue());
        }
        String recordId = id == null ? Long.toString(line) : text(fields, id);
        if (recordId == null) {
            return new FileRow.Rejected(line, "id-missing", "The id column '" + id + "' is empty.");
        }
        String error = idError(recordId);
        if (error != null) {
            return new FileRow.Rejected(
                    line,
                    error,
                    "The id has more than " + MAX_ID_LENGTH + " characters or contains control characters.");
        }
        String recordName = text(fields, name);
        String ownerId = text(fields, owner);
        if (ownerId != null && idError(ownerId) != null) {
            return new FileRow.Rejected(
                    line,
                    "owner-invalid",
                    "The owner has more than " + MAX_ID_LENGTH + " characters or contains control characters.");
        }
        return new FileRow.Accepted(
                line,
                recordId,
                recordName != null && recordName.length() > MAX_NAME_LENGTH
                        ? recordName.substring(0, MAX_NAME_LENGTH)
                        : recordName,
                ownerId,
                fields);
    }

    /** The error code for an invalid id; null if the id is valid. */
    public static @Nullable String idError(String id) {
        if (id.length() > MAX_ID_LENGTH) {
            return "id-too-long";
        }
        return id.chars().anyMatch(Character::isISOControl) ? "id-unreadable" : null;
    }

    private static @Nullable String text(Map<String, Object> fields, @Nullable String column) {
        Object value = column == null ? null : fields.get(column);
        return value == null ? null : value.toString().strip();
    }
}
