package dev.sequences.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The leads as a sheet with named columns: a file or generated text. It can be read from its start as often as needed; nothing of it is
 * held in memory but the ids.
 *
 * @param title what the sheet is, for the terminal
 * @param columns names as in the header, trimmed, without unnamed columns at the end; unnamed ones elsewhere are empty and ignored
 * @param idIndex column of the id; -1 when the line number is the id
 * @param ownerIndex column of the owner; -1 when the demo deals the rows to its sellers
 */
record LeadSheet(
        String title,
        TextSource text,
        char delimiter,
        List<String> columns,
        int idIndex,
        @Nullable String nameColumn,
        int ownerIndex) {

    /** Column that the demo adds when the sheet does not say who owns a record. */
    static final String OWNER_COLUMN = "__owner";

    private static final int MOST_COLUMNS = 400;
    private static final int LONGEST_COLUMN = 200;
    private static final Set<String> NAME_COLUMNS = Set.of(
            "name", "full name", "fullname", "lead name", "contact name", "customer name", "company", "company name");
    private static final Pattern LOOKS_LIKE_DATA = Pattern.compile(
            "[-+]?[0-9][0-9.,]*|[^@\\s]+@[^@\\s]+\\.[a-z]+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern YEAR = Pattern.compile("(19|20)[0-9]{2}");

    static LeadSheet ofFile(Path file, @Nullable String idColumn, @Nullable String nameColumn) throws UnusableLeads {
        return of(String.valueOf(file.getFileName()), TextSource.ofFile(file), idColumn, nameColumn, OWNER_COLUMN);
    }

    static LeadSheet of(
            String title, TextSource text, @Nullable String idColumn, @Nullable String nameColumn, String ownerColumn)
            throws UnusableLeads {
        try {
            var delimiter = delimiter(title, text);
            var columns = columns(title, text, delimiter);
            var idIndex = -1;
            if (idColumn != null && !idColumn.equals(DemoOptions.LINE_NUMBER)) {
                idIndex = indexOf(title, columns, idColumn);
            } else {
                refuseHeaderOfData(title, columns);
            }
            if (nameColumn != null) {
                indexOf(title, columns, nameColumn);
            }
            return new LeadSheet(
                    title,
                    text,
                    delimiter,
                    columns,
                    idIndex,
                    nameColumn != null ? nameColumn : likelyName(columns),
                    columns.indexOf(ownerColumn));
        } catch (IOException e) {
            throw unreadable(title, e);
        }
    }

    String idColumn() {
        return idIndex < 0 ? DemoOptions.LINE_NUMBER : columns.get(idIndex);
    }

    String ownerColumn() {
        return ownerIndex < 0 ? OWNER_COLUMN : columns.get(ownerIndex);
    }

    LeadRows rows() throws IOException {
        var rows = new DelimitedRows(text.open(), delimiter);
        var header = rows.next();
        rows.expectWidth(columns.size());
        return new LeadRows(this, rows, header == null ? 1 : header.line());
    }

    /** The sheet as comma-separated text with the columns that the demo adds; broken rows stay broken. */
    InputStream upload() throws IOException {
        return new SheetUpload(this);
    }

    /** Finds the column that a person named; refuses with the columns there are. */
    int indexOf(String column) throws UnusableLeads {
        return indexOf(title, columns, column);
    }

    UnusableLeads unreadable(IOException e) {
        return unreadable(title, e);
    }

    private static UnusableLeads unreadable(String title, IOException e) {
        return new UnusableLeads("%s cannot be read: %s.".formatted(title, e.getMessage()), e);
    }

    private static char delimiter(String title, TextSource text) throws IOException, UnusableLeads {
        try (var reader = text.open()) {
            var header = firstLine(reader);
            if (header == null) {
                throw new UnusableLeads("%s is not a CSV file: it is empty.".formatted(title));
            }
            var best = ',';
            for (var candidate : new char[] {';', '\t', '|'}) {
                if (cells(header, candidate) > cells(header, best)) {
                    best = candidate;
                }
            }
            return best;
        }
    }

    private static @Nullable String firstLine(BufferedReader reader) throws IOException {
        var line = reader.readLine();
        while (line != null && line.isBlank()) {
            line = reader.readLine();
        }
        return line;
    }

    private static int cells(String line, char delimiter) throws IOException {
        try (var rows = new DelimitedRows(TextSource.of(line).open(), delimiter)) {
            var row = rows.next();
            return row == null ? 0 : row.cells().size();
        }
    }

    private static List<String> columns(String title, TextSource text, char delimiter)
            throws IOException, UnusableLeads {
        try (var rows = new DelimitedRows(text.open(), delimiter)) {
            var header = rows.next();
            if (header == null || header.fault() != null) {
                throw new UnusableLeads(
                        "%s is not a CSV file: its first line is not a row of column names.".formatted(title));
            }
            var columns = new ArrayList<String>();
            header.cells().forEach(cell -> columns.add(cell.strip()));
            while (!columns.isEmpty() && columns.getLast().isEmpty()) {
                columns.removeLast();
            }
            refuseUnusableHeader(title, columns);
            return List.copyOf(columns);
        }
    }

    private static void refuseUnusableHeader(String title, List<String> columns) throws UnusableLeads {
        if (columns.isEmpty()) {
            throw new UnusableLeads("%s has no header: its first line names no column.".formatted(title));
        }
        var seen = new HashSet<String>();
        var twice = new LinkedHashSet<String>();
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            if (column.length() > LONGEST_COLUMN) {
                throw new UnusableLeads("Column %d of %s has a name of %,d characters; is its first line a header?"
                        .formatted(i + 1, title, column.length()));
            }
            if (!seen.add(column) && !column.isEmpty()) {
                twice.add(column);
            }
        }
        if (!twice.isEmpty()) {
            throw new UnusableLeads(
                    "The header of %s names a column more than once: %s.".formatted(title, quoted(twice)));
        }
        if (columns.size() > MOST_COLUMNS) {
            throw new UnusableLeads(
                    "%s has %,d columns; the import takes up to %d.".formatted(title, columns.size(), MOST_COLUMNS));
        }
    }

    private static void refuseHeaderOfData(String title, List<String> columns) throws UnusableLeads {
        if (columns.size() == 1) {
            throw oneColumn(title, columns);
        }
        for (var column : columns) {
            if (LOOKS_LIKE_DATA.matcher(column).matches()
                    && !YEAR.matcher(column).matches()) {
                throw new UnusableLeads("%s has no header: its first line holds data (\"%s\"), not column names."
                        .formatted(title, column));
            }
        }
    }

    private static UnusableLeads oneColumn(String title, List<String> columns) {
        return new UnusableLeads(("%s does not look like a CSV file: its first line has one column only, \"%s\"."
                        + " If that is the id, name it with --id-column.")
                .formatted(title, shortened(columns.getFirst())));
    }

    private static int indexOf(String title, List<String> columns, String column) throws UnusableLeads {
        var index = columns.indexOf(column.strip());
        if (index >= 0) {
            return index;
        }
        if (columns.size() == 1) {
            throw oneColumn(title, columns);
        }
        var meant = columns.stream()
                .filter(candidate -> simplified(candidate).equals(simplified(column)))
                .findFirst()
                .map(candidate -> " Did you mean \"%s\"?".formatted(candidate))
                .orElse("");
        throw new UnusableLeads(
                "%s has no column \"%s\".%s Its columns are: %s.".formatted(title, column, meant, quoted(columns)));
    }

    private static String simplified(String column) {
        return column.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    private static @Nullable String likelyName(List<String> columns) {
        return columns.stream()
                .filter(column -> NAME_COLUMNS.contains(column.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map(name -> "\"" + shortened(name) + "\"").collect(Collectors.joining(", "));
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "...";
    }
}
