package dev.sequences.segment.recordimport.model;

import dev.sequences.language.value.ColumnRecognition;
import dev.sequences.language.value.DeclaredType;
import dev.sequences.language.value.FieldType;
import dev.sequences.language.value.RecognizedColumn;
import dev.sequences.segment.recordimport.model.FileRows.Position;
import dev.sequences.segment.recordimport.model.FileRows.ReadRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the types of the columns of a file from all of its rows, in memory that does not depend on their number. It may stop after any row
 * and continue from its stored state. Not thread-safe.
 */
public final class FileRecognition {

    private static final int MAX_FIELDS = 1_000;

    /** Ids of other systems are text, even if they look like numbers: {@code Account ID}, {@code account_id}, {@code accountId}. */
    private static final Pattern ID = Pattern.compile("(?:^|[^\\p{L}])(?i:id)$|[\\p{Ll}\\d](?:Id|ID)$");

    /** Columns of codes are text, even if a file has none with a leading zero: phone numbers, postal codes, numbers of accounts. */
    private static final Pattern CODE = Pattern.compile(
            "(?:^|[^\\p{L}])(?i:phone|mobile|cell|fax|tel|telephone|telefon|telefono|t\u00e9l\u00e9phone|handy|whatsapp|zip|postal|postcode|plz|cep|pincode|iban|bic|swift|isbn|ean|gtin|vat|ssn)(?:$|[^\\p{L}])"
                    + "|(?:Phone|Mobile|Fax|Zip|Postal)(?:Code|Number|No)?$|(?i:postal ?code|post ?code|zip ?code|pin ?code|phone ?number|postleitzahl|telefonnummer|code postal)");

    private final Source source;
    private final Map<String, ColumnRecognition> columns = new LinkedHashMap<>();
    private Position next;
    private long rows;

    /**
     * What is known of a file before its rows are read.
     *
     * @param header the columns of the file, in order; empty if each row names its own
     * @param locale notation of numbers and dates; null if unknown
     * @param declared declared types by column
     * @param onlyDates whether texts are never numbers because the file format has numbers
     */
    public record Source(
            List<String> header,
            ColumnMapping mapping,
            @Nullable String locale,
            Map<String, DeclaredType> declared,
            boolean onlyDates) {}

    /** What has been recognized up to a row, as data. */
    public record State(String next, long rows, Map<String, ColumnRecognition.State> columns) {}

    public FileRecognition(Source source, Position start) {
        this.source = source;
        this.next = start;
        for (String column : source.header) {
            columns.put(column, recognition(column));
        }
    }

    public static FileRecognition of(Source source, State state) {
        FileRecognition recognition = new FileRecognition(source, Position.of(state.next));
        recognition.rows = state.rows;
        state.columns.forEach((name, column) -> recognition
                .columns
                .computeIfAbsent(name, recognition::recognition)
                .restore(column));
        return recognition;
    }

    public State state() {
        Map<String, ColumnRecognition.State> states = new LinkedHashMap<>();
        columns.forEach((name, column) -> states.put(name, column.state()));
        return new State(next.text(), rows, states);
    }

    /**
     * Reads rows until the end of the file. Throws {@link FileRefusal} if they have too many different fields.
     *
     * @param stop whether to stop after this number of rows
     * @return whether the file has ended
     */
    public boolean read(FileRows file, LongPredicate stop) {
        Optional<ReadRow> read = file.read(next);
        while (read.isPresent()) {
            next = read.get().next();
            rows++;
            if (read.get().row() instanceof FileRow.Cells cells) {
                add(cells);
            }
            if (stop.test(rows)) {
                return false;
            }
            read = file.read(next);
        }
        return true;
    }

    private void add(FileRow.Cells cells) {
        for (Map.Entry<String, Object> cell : cells.values().entrySet()) {
            ColumnRecognition column = columns.get(cell.getKey());
            if (column == null) {
                if (columns.size() == MAX_FIELDS) {
                    throw FileRefusal.tooManyFields(MAX_FIELDS);
                }
                column = recognition(cell.getKey());
                columns.put(cell.getKey(), column);
            }
            if (cell.getValue() instanceof String text) {
                column.add(cells.line(), text);
            } else {
                column.addTyped(cells.line(), cell.getValue());
            }
        }
    }

    private ColumnRecognition recognition(String column) {
        // Ids and names are never converted, so they are not searched for numbers and dates either.
        DeclaredType type =
                source.mapping.isMapped(column) ? DeclaredType.of(FieldType.TEXT) : source.declared.get(column);
        boolean onlyDates = source.onlyDates
                || ID.matcher(column).find()
                || CODE.matcher(column).find();
        return new ColumnRecognition(source.locale, type, onlyDates);
    }

    public long rows() {
        return rows;
    }

    /** The position after the last row read. */
    public Position next() {
        return next;
    }

    /** The types of the columns, from the rows read. */
    public FileAnalysis result() {
        Map<String, RecognizedColumn> recognized = new LinkedHashMap<>();
        columns.forEach((name, column) -> recognized.put(name, column.result()));
        return new FileAnalysis(rows, recognized);
    }
}
