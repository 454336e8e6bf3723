package dev.sequences.segment.recordimport.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Rows of an NDJSON file (one JSON object per line). Text, numbers and booleans keep their types. */
public final class NdjsonRows implements FileRows {

    private static final int MAX_ROW_BYTES = 256 * 1024;
    private static final int MAX_FIELDS = 500;
    private static final int MAX_FIELD_NAME_LENGTH = 200;

    private final FileBytes file;
    private final ColumnMapping columns;
    private final Function<String, Optional<Map<String, Object>>> parser;

    /** @param parser returns a JSON object as a map; empty for anything else */
    public NdjsonRows(FileBytes file, ColumnMapping columns, Function<String, Optional<Map<String, Object>>> parser) {
        this.file = file;
        this.columns = columns;
        this.parser = parser;
    }

    /** The position of the first row. Throws {@link FileRefusal} if the first row is not a JSON object. */
    public static Position start(FileBytes file, Function<String, Optional<Map<String, Object>>> parser) {
        Position begin = new Position(CsvHeader.textStart(file), 1);
        ReadRow first = new NdjsonRows(file, new ColumnMapping(null, null, null), parser)
                .read(begin)
                .orElseThrow(FileRefusal::empty);
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
        for (Map.Entry<String, Object> field : object.get().entrySet()) {
            boolean flat = field.getValue() == null
                    || field.getValue() instanceof String
                    || field.getValue() instanceof Number
                    || field.getValue() instanceof Boolean;
            if (!flat) {
                return new FileRow.Rejected(
                        line, "field-not-flat", "The value of '" + field.getKey() + "' is an object or an array.");
            }
            if (field.getKey().isBlank() || field.getKey().length() > MAX_FIELD_NAME_LENGTH) {
                return new FileRow.Rejected(
                        line,
                        "field-name-invalid",
                        "A field name is blank or has more than " + MAX_FIELD_NAME_LENGTH + " characters.");
            }
        }
        return columns.row(line, object.get());
    }
}
