package dev.sequences.segment.recordimport.model;

import dev.sequences.language.condition.FieldValue;
import dev.sequences.language.value.CellReader;
import dev.sequences.language.value.ColumnFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns rows into records: maps id, name and owner, and reads the other cells with the formats of their columns. */
public final class RowMapping {

    private static final int MAX_NAME_LENGTH = 500;
    private static final int MAX_SHOWN = 80;

    private final ColumnMapping columns;
    private final boolean refusesUnreadable;
    private final Map<String, CellReader> readers = new HashMap<>();

    /**
     * @param formats by column; columns without one are text
     * @param refusesUnreadable whether a cell that its column cannot read rejects its row; otherwise it stays text unless the type was declared
     */
    public RowMapping(ColumnMapping columns, Map<String, ColumnFormat> formats, boolean refusesUnreadable) {
        this.columns = columns;
        this.refusesUnreadable = refusesUnreadable;
        formats.forEach((column, format) -> {
            if (!columns.isMapped(column) && !format.equals(ColumnFormat.TEXT)) {
                readers.put(column, new CellReader(format));
            }
        });
    }

    /** The row as a record; rejected if its id is missing or a value is refused. */
    public FileRow record(FileRow.Cells row) {
        long line = row.line();
        String recordId = columns.id() == null ? Long.toString(line) : ColumnMapping.text(row.values(), columns.id());
        if (recordId == null) {
            return new FileRow.Rejected(line, "id-missing", "The id column '" + columns.id() + "' is empty.");
        }
        String error = ColumnMapping.idError(recordId);
        if (error != null) {
            return new FileRow.Rejected(
                    line,
                    error,
                    "The id has more than " + ColumnMapping.MAX_ID_LENGTH
                            + " characters or contains control characters.");
        }
        String name = ColumnMapping.text(row.values(), columns.name());
        String owner = ColumnMapping.text(row.values(), columns.owner());
        if (owner != null && ColumnMapping.idError(owner) != null) {
            return new FileRow.Rejected(
                    line,
                    "owner-invalid",
                    "The owner has more than " + ColumnMapping.MAX_ID_LENGTH
                            + " characters or contains control characters.");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Object> cell : row.values().entrySet()) {
            CellReader reader = readers.get(cell.getKey());
            Object value = reader == null ? cell.getValue() : reader.read(cell.getValue());
            if (value == null && reader != null && (refusesUnreadable || reader.isDeclared())) {
                return new FileRow.Rejected(
                        line,
                        "value-not-of-type",
                        "The value '" + shown(cell.getValue()) + "' of '" + cell.getKey() + "' is no "
                                + reader.type().wireName() + ".");
            }
            fields.put(cell.getKey(), value == null ? cell.getValue() : value);
        }
        return new FileRow.Accepted(line, recordId, name == null ? null : cut(name), owner, fields, row.empty());
    }

    private static String cut(String name) {
        if (name.length() <= MAX_NAME_LENGTH) {
            return name;
        }
        boolean splitsPair = Character.isHighSurrogate(name.charAt(MAX_NAME_LENGTH - 1));
        return name.substring(0, splitsPair ? MAX_NAME_LENGTH - 1 : MAX_NAME_LENGTH);
    }

    private static String shown(Object value) {
        String text = FieldValue.text(value);
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }
}
