package dev.sequences.segment.recordimport.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Rows of a file with one JSON object per line; text, numbers and booleans keep their types. */
public final class JsonLines implements FileRows {

    private static final int LONGEST_ROW = 256 * 1024;
    private static final int MOST_FIELDS = 500;
    private static final int LONGEST_NAME = 200;

    private final FileBytes file;
    private final RowColumns columns;
    private final Function<String, Optional<Map<String, Object>>> parser;

    /** @param parser a JSON object as a map; empty for anything else */
    public JsonLines(FileBytes file, RowColumns columns, Function<String, Optional<Map<String, Object>>> parser) {
        this.file = file;
        this.columns = columns;
        this.parser = parser;
    }

    /** Where the rows begin. Throws {@link FileRefusal} when the first line is no JSON object. */
    public static Position start(FileBytes file, Function<String, Optional<Map<String, Object>>> parser) {
        Position begin = new Position(CsvHeader.textStart(file), 1);
        Step first = new JsonLines(file, new RowColumns(null, null, null), parser)
                .read(begin)
                .orElseThrow(FileRefusal::empty);
        if (first.row() instanceof FileRow.Bad bad && bad.code().equals("not-an-object")) {
            throw FileRefusal.notNdjson();
        }
        return begin;
    }

    @Override
    public Optional<Step> read(Position position) {
        Position at = position;
        while (at.offset() < file.length()) {
            RawRecord record = RawRecord.at(file, at.offset(), at.line(), (char) 0);
            at = new Position(record.next(), record.nextLine());
            if (record.length() > LONGEST_ROW) {
                return Optional.of(new Step(
                        new FileRow.Bad(
                                record.line(), "row-too-long", "The row is longer than " + LONGEST_ROW + " bytes."),
                        at));
            }
            Optional<String> text =
                    CsvCells.decoded(file.copy(record.position(), record.end()), StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                return Optional.of(new Step(
                        new FileRow.Bad(record.line(), "invalid-encoding", "The row is not text in UTF-8."), at));
            }
            if (!text.get().isBlank()) {
                return Optional.of(new Step(row(record.line(), text.get()), at));
            }
        }
        return Optional.empty();
    }

    private FileRow row(long line, String text) {
        Optional<Map<String, Object>> object = parser.apply(text);
        if (object.isEmpty()) {
            return new FileRow.Bad(line, "not-an-object", "The line is not a JSON object.");
        }
        if (object.get().size() > MOST_FIELDS) {
            return new FileRow.Bad(line, "too-many-fields", "The row has more than " + MOST_FIELDS + " fields.");
        }
        for (Map.Entry<String, Object> field : object.get().entrySet()) {
            boolean flat = field.getValue() == null
                    || field.getValue() instanceof String
                    || field.getValue() instanceof Number
                    || field.getValue() instanceof Boolean;
            if (!flat) {
                return new FileRow.Bad(
                        line, "field-not-flat", "'" + field.getKey() + "' is neither text, number, boolean nor null.");
            }
            if (field.getKey().isBlank() || field.getKey().length() > LONGEST_NAME) {
                return new FileRow.Bad(
                        line, "field-name-invalid", "A field's name is blank or longer than " + LONGEST_NAME + ".");
            }
        }
        return columns.row(line, object.get());
    }
}
