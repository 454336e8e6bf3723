package dev.sequences.segment.recordimport.model;

import dev.sequences.language.condition.FieldValue;
import dev.sequences.language.value.Blanks;
import java.text.Normalizer;
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

    public ColumnMapping {
        id = column(id);
        id = id == null || id.equals(LINE) ? null : id;
        name = column(name);
        owner = column(owner);
    }

    private static @Nullable String column(@Nullable String name) {
        return name == null || name.isBlank() ? null : columnName(name);
    }

    /** The name of a column as fields have it: without blanks around it, in Unicode normalization form C. */
    public static String columnName(String text) {
        return Normalizer.normalize(Blanks.trim(text), Normalizer.Form.NFC);
    }

    /** Throws {@link FileRefusal} if a mapped column is not among these. */
    public void checkAgainst(List<String> found) {
        check("idColumn", id, found);
        check("nameColumn", name, found);
        check("ownerColumn", owner, found);
    }

    private static void check(String parameter, @Nullable String column, List<String> found) {
        if (column != null && !found.contains(column)) {
            throw FileRefusal.columnUnknown(parameter, column, found);
        }
    }

    /** Whether the column is mapped to id, name or owner, whose cells are never converted. */
    boolean isMapped(String column) {
        return column.equals(id) || column.equals(name) || column.equals(owner);
    }

    /** The error code for an invalid id; null if the id is valid. */
    public static @Nullable String idError(String id) {
        if (id.length() > MAX_ID_LENGTH) {
            return "id-too-long";
        }
        return id.chars().anyMatch(Character::isISOControl) ? "id-unreadable" : null;
    }

    /** The text of a cell; null if there is no such column or it is empty. */
    static @Nullable String text(Map<String, Object> values, @Nullable String column) {
        Object value = column == null ? null : values.get(column);
        return value == null ? null : FieldValue.text(value);
    }
}
