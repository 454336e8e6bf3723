package dev.sequences.segment.recordimport.model;

import dev.sequences.language.value.ColumnFormat;
import dev.sequences.language.value.ColumnRecognition;
import dev.sequences.language.value.DeclaredType;
import dev.sequences.language.value.FieldType;
import dev.sequences.language.value.RecognizedColumn;
import dev.sequences.segment.recordimport.model.FileRows.Position;
import dev.sequences.segment.recordimport.model.FileRows.ReadRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Types of the columns of a file, recognized from all of its rows before the first one is written.
 *
 * @param rows number of rows, including rejected ones
 */
public record FileAnalysis(long rows, Map<String, RecognizedColumn> columns) {

    private static final int MAX_FIELDS = 1_000;

    /** Ids of other systems are text, even if they look like numbers: {@code Account ID}, {@code account_id}, {@code accountId}. */
    private static final Pattern ID = Pattern.compile("(?:^|[^\\p{L}])(?i:id)$|[\\p{Ll}\\d](?:Id|ID)$");

    /**
     * Reads the whole file, in memory that does not depend on its length.
     *
     * @param header the columns of the file, in order; empty if each row names its own
     * @param locale notation of numbers and dates; null if unknown
     * @param declared declared types by column
     * @param onlyDates whether texts are never numbers because the file format has numbers
     */
    public static FileAnalysis of(
            FileRows file,
            Position start,
            List<String> header,
            ColumnMapping mapping,
            @Nullable String locale,
            Map<String, DeclaredType> declared,
            boolean onlyDates) {
        Map<String, ColumnRecognition> columns = new LinkedHashMap<>();
        for (String column : header) {
            columns.put(column, recognition(column, mapping, locale, declared, onlyDates));
        }
        long rows = 0;
        Position at = start;
        for (Optional<ReadRow> read = file.read(at); read.isPresent(); read = file.read(at)) {
            at = read.get().next();
            rows++;
            if (!(read.get().row() instanceof FileRow.Cells cells)) {
                continue;
            }
            for (Map.Entry<String, Object> cell : cells.values().entrySet()) {
                ColumnRecognition column = columns.get(cell.getKey());
                if (column == null) {
                    if (columns.size() == MAX_FIELDS) {
                        throw FileRefusal.tooManyFields(MAX_FIELDS);
                    }
                    column = recognition(cell.getKey(), mapping, locale, declared, onlyDates);
                    columns.put(cell.getKey(), column);
                }
                if (cell.getValue() instanceof String text) {
                    column.add(cells.line(), text);
                } else {
                    column.addTyped(cells.line(), cell.getValue());
                }
            }
        }
        Map<String, RecognizedColumn> recognized = new LinkedHashMap<>();
        columns.forEach((name, column) -> recognized.put(name, column.result()));
        return new FileAnalysis(rows, recognized);
    }

    /** Columns of codes are text, even if a file has none with a leading zero: phone numbers, postal codes, numbers of accounts. */
    private static final Pattern CODE = Pattern.compile(
            "(?i)(?:^|[^\\p{L}])(?:phone|mobile|cell|fax|tel|telephone|telefon|telefono|t\u00e9l\u00e9phone|handy|whatsapp|zip|postal|postcode|plz|cep|pincode|iban|bic|swift|isbn|ean|gtin|vat|ssn)(?:$|[^\\p{L}])"
                    + "|(?:Phone|Mobile|Fax|Zip|Postal)(?:Code|Number|No)?$|(?i)postal ?code|post ?code|zip ?code|pin ?code|phone ?number|postleitzahl|telefonnummer|code postal");

    private static ColumnRecognition recognition(
            String column,
            ColumnMapping mapping,
            @Nullable String locale,
            Map<String, DeclaredType> declared,
            boolean onlyDates) {
        // Ids and names are never converted, so they are not searched for numbers and dates either.
        DeclaredType type = mapping.isMapped(column) ? DeclaredType.of(FieldType.TEXT) : declared.get(column);
        return new ColumnRecognition(
                locale,
                type,
                onlyDates || ID.matcher(column).find() || CODE.matcher(column).find());
    }

    /** Formats by column. */
    public Map<String, ColumnFormat> formats() {
        Map<String, ColumnFormat> formats = new LinkedHashMap<>();
        columns.forEach((name, column) -> formats.put(name, column.format()));
        return formats;
    }

    public List<ColumnReport> reports(boolean refusesUnreadable) {
        List<ColumnReport> reports = new ArrayList<>();
        columns.forEach((name, column) -> reports.add(ColumnReport.of(name, column, refusesUnreadable)));
        return reports;
    }
}
