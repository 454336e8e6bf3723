package dev.sequences.segment.recordimport.model;

import dev.sequences.language.condition.FieldValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an NDJSON file (one JSON object per line). Text, numbers and booleans keep their types. Workbooks are spooled in this form, too, one
 * line per row of the sheet.
 */
public final class NdjsonRows implements FileRows {

    /** Name of the message of a row of a workbook that cannot be read. No column has this name. */
    public static final String REJECTION = "\u0001";

    private static final int MAX_ROW_BYTES = 256 * 1024;
    private static final int MAX_FIELDS = 500;
    private static final int MAX_FIELD_NAME_LENGTH = 200;
    private static final int MAX_EXPONENT = 400;

    private final FileBytes file;
    private final Function<String, Optional<Map<String, Object>>> parser;
    private final List<String> sheet;

    /**
     * @param parser returns a JSON object as a map; empty for anything else
     * @param sheet columns of the workbook from which the file was made: each row has a cell in each of them; empty for other files
     */
    public NdjsonRows(FileBytes file, Function<String, Optional<Map<String, Object>>> parser, List<String> sheet) {
        this.file = file;
        this.parser = parser;
        this.sheet = sheet;
    }

    /** The position of the first row. Throws {@link FileRefusal} if the first row is not a JSON object. */
    public static Position start(FileBytes file, Function<String, Optional<Map<String, Object>>> parser) {
        Position begin = new Position(CsvHeader.textStart(file), 1);
        ReadRow first = new NdjsonRows(file, parser, List.of()).read(begin).orElseThrow(FileRefusal::empty);
        if (first.row() instanceof FileRow.Rejected rejected && rejected.code().equals("not-an-object")) {
            throw FileRefusal.notNdjson();
        }
        return begin;
    }

    @Override
    public Optional<ReadRow> read(Position position) {
        Position at = position;
        while (at.offset() < file.length()) {
            RawRecord record = RawRecord.at(file, at.offset(), at.line(), (char) 0);
            at = new Position(record.next(), record.nextLine());
            if (record.length() > MAX_ROW_BYTES) {
                return Optional.of(new ReadRow(
                        new FileRow.Rejected(
                                record.line(), "row-too-long", "The row is longer than " + MAX_ROW_BYTES + " bytes."),
                        at));
            }
            Optional<String> text =
                    CsvCells.decoded(file.copy(record.position(), record.end()), StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                return Optional.of(new ReadRow(
                        new FileRow.Rejected(record.line(), "invalid-encoding", "The row is not valid text in UTF-8."),
                        at));
            }
            if (!text.get().isBlank()) {
                return Optional.of(new ReadRow(row(record.line(), text.get()), at));
            }
        }
        return Optional.empty();
    }

    private FileRow row(long line, String text) {
        Optional<Map<String, Object>> object = parser.apply(text);
        if (object.isEmpty()) {
            return new FileRow.Rejected(line, "not-an-object", "The line is not a JSON object.");
        }
        if (object.get().size() > MAX_FIELDS) {
            return new FileRow.Rejected(line, "too-many-fields", "The row has more than " + MAX_FIELDS + " fields.");
        }
        Object rejection = object.get().get(REJECTION);
        if (rejection != null && !sheet.isEmpty()) {
            return new FileRow.Rejected(line, "cell-unreadable", rejection.toString());
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : object.get().entrySet()) {
            Object value = field.getValue();
            boolean flat =
                    value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
            if (!flat) {
                return new FileRow.Rejected(
                        line, "field-not-flat", "The value of '" + field.getKey() + "' is an object or an array.");
            }
            if (value instanceof Number number && !isStorable(number)) {
                return new FileRow.Rejected(
                        line,
                        "number-too-large",
                        "The number in '" + field.getKey() + "' has an exponent beyond " + MAX_EXPONENT + ".");
            }
            String name = ColumnMapping.columnName(field.getKey());
            if (name.isEmpty() || name.length() > MAX_FIELD_NAME_LENGTH || FileRow.unreadable(name) != null) {
                return new FileRow.Rejected(
                        line,
                        "field-name-invalid",
                        "A field name is blank, has more than " + MAX_FIELD_NAME_LENGTH
                                + " characters or contains control characters.");
            }
            named.put(name, value);
        }
        if (named.size() < object.get().size()) {
            return new FileRow.Rejected(line, "field-name-invalid", "Two field names differ in blanks only.");
        }
        for (String column : sheet) {
            named.putIfAbsent(column, null);
        }
        return FileRow.of(line, named);
    }

    /** PostgreSQL and other readers of JSON do not keep larger exponents exactly. */
    private static boolean isStorable(Number number) {
        BigDecimal decimal = FieldValue.number(number);
        return decimal != null && Math.abs((long) decimal.precision() - decimal.scale()) <= MAX_EXPONENT;
    }
}
