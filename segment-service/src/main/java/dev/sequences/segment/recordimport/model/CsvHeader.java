package dev.sequences.segment.recordimport.model;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The header line of a CSV file.
 *
 * @param columns names in order; empty for a column without a name
 * @param delimiter comma, semicolon, tab or vertical bar
 * @param start position of the first record, on line {@code line}
 */
public record CsvHeader(List<String> columns, char delimiter, long start, long line) {

    static final int MAX_COLUMNS = 500;
    static final int MAX_NAME_LENGTH = 200;

    private static final int SNIFFED_BYTES = 4_096;
    private static final int SNIFFED_RECORDS = 20;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    /** Parses the header. Throws {@link FileRefusal} if the file is not a CSV file that can be imported. */
    public static CsvHeader of(FileBytes file, Charset charset) {
        checkFormat(file);
        FileRows.Position begin = skipBreaks(file, new FileRows.Position(textStart(file), 1));
        char named = namedDelimiter(file, begin.offset());
        if (named != 0) {
            RawRecord declaration = RawRecord.at(file, begin.offset(), begin.line(), (char) 0);
            begin = skipBreaks(file, new FileRows.Position(declaration.next(), declaration.nextLine()));
        }
        if (begin.offset() >= file.length()) {
            throw FileRefusal.empty();
        }
        char delimiter = named == 0 ? delimiter(file, begin, charset) : named;
        RawRecord record = RawRecord.at(file, begin.offset(), begin.line(), delimiter);
        if (!record.closed() || record.length() > FileBytes.CHUNK) {
            throw FileRefusal.notCsv("a file without a header line");
        }
        String text = CsvCells.decoded(file.copy(record.position(), record.end()), charset)
                .orElseThrow(() -> FileRefusal.notCsv("text that is not encoded in " + charset));
        if (FileRow.unreadable(text) != null) {
            throw FileRefusal.notCsv("binary data");
        }
        List<String> columns = CsvCells.of(text, delimiter)
                .orElseThrow(() -> FileRefusal.notCsv("text with broken quotes in its header line"))
                .stream()
                .map(ColumnMapping::columnName)
                .toList();
        checkNames(columns);
        return new CsvHeader(columns, delimiter, record.next(), record.nextLine());
    }

    public List<String> namedColumns() {
        return columns.stream().filter(column -> !column.isEmpty()).toList();
    }

    /** The name of a column without one that has values: {@code column 3}, by its position. */
    public static String nameOf(int index, List<String> columns) {
        String name = "column " + (index + 1);
        while (columns.contains(name)) {
            name += "*";
        }
        return name;
    }

    /** Throws {@link FileRefusal} for names that cannot be the columns of a file. */
    public static void checkNames(List<String> columns) {
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (column.length() > MAX_NAME_LENGTH) {
                throw FileRefusal.columnNameTooLong(MAX_NAME_LENGTH);
            }
            if (!column.isEmpty() && !seen.add(column)) {
                throw FileRefusal.duplicateColumn(column);
            }
        }
        if (seen.isEmpty()) {
            throw FileRefusal.notCsv("a file without column names in its header");
        }
        if (columns.size() > MAX_COLUMNS) {
            throw FileRefusal.tooManyColumns(columns.size(), MAX_COLUMNS);
        }
    }

    /** The position after the byte order mark, if there is one. */
    static long textStart(FileBytes file) {
        return file.at(0) == 0xEF && file.at(1) == 0xBB && file.at(2) == 0xBF ? 3 : 0;
    }

    private static FileRows.Position skipBreaks(FileBytes file, FileRows.Position from) {
        FileRows.Position at = from;
        while (file.at(at.offset()) == '\n' || file.at(at.offset()) == '\r') {
            RawRecord blank = RawRecord.at(file, at.offset(), at.line(), (char) 0);
            at = new FileRows.Position(blank.next(), blank.nextLine());
        }
        return at;
    }

    /** The delimiter that a first line such as {@code sep=;} names for Excel; 0 if there is none. */
    private static char namedDelimiter(FileBytes file, long start) {
        RawRecord line = RawRecord.at(file, start, 1, (char) 0);
        if (line.length() < 5 || line.length() > 9) {
            return 0;
        }
        String text = new String(file.copy(line.position(), line.end()), StandardCharsets.ISO_8859_1);
        String bare = text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : text;
        if (bare.toLowerCase(Locale.ROOT).equals("sep=\\t")) {
            return '\t';
        }
        // Excel appends empty cells to the line when it saves the file again.
        return bare.toLowerCase(Locale.ROOT).matches("sep=[,;\t|][,;\t|]*") ? bare.charAt(4) : 0;
    }

    /** Throws {@link FileRefusal} if the file begins like another format. */
    public static void checkFormat(FileBytes file) {
        int sniffed = (int) Math.min(SNIFFED_BYTES, file.length());
        byte[] first = file.copy(0, sniffed);
        String latin = new String(first, StandardCharsets.ISO_8859_1);
        if (latin.startsWith("PK\u0003\u0004")) {
            throw FileRefusal.notCsv("a spreadsheet or another zip file");
        }
        if (latin.startsWith("%PDF")) {
            throw FileRefusal.notCsv("a PDF document");
        }
        // A single control character rejects its row.
        long controls = latin.chars()
                .filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')
                .count();
        if (controls * 20 > sniffed) {
            throw FileRefusal.notCsv("binary data");
        }
        String text = latin.substring((int) textStart(file)).stripLeading();
        if (text.startsWith("<")) {
            throw FileRefusal.notCsv(text.toLowerCase(Locale.ROOT).contains("<html") ? "an HTML page" : "HTML or XML");
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            throw FileRefusal.notCsv("JSON");
        }
    }

    /**
     * The candidate with which most of the first records have as many cells as the header; of several, the most frequent in the header. A
     * comma if none occurs.
     */
    private static char delimiter(FileBytes file, FileRows.Position begin, Charset charset) {
        char best = ',';
        long max = 0;
        for (char candidate : DELIMITERS) {
            List<String> header =
                    cells(file, RawRecord.at(file, begin.offset(), begin.line(), candidate), candidate, charset);
            if (header.size() < 2) {
                continue;
            }
            long score = (long) matches(file, begin, candidate, charset, header.size()) * (MAX_COLUMNS * 10L)
                    + header.size();
            if (score > max) {
                max = score;
                best = candidate;
            }
        }
        return best;
    }

    private static int matches(FileBytes file, FileRows.Position begin, char delimiter, Charset charset, int columns) {
        int matches = 0;
        FileRows.Position at = begin;
        for (int i = 0; i < SNIFFED_RECORDS && at.offset() < file.length(); i++) {
            RawRecord record = RawRecord.at(file, at.offset(), at.line(), delimiter);
            if (record.closed() && record.length() < FileBytes.CHUNK) {
                matches += cells(file, record, delimiter, charset).size() == columns ? 1 : 0;
            }
            at = new FileRows.Position(record.next(), record.nextLine());
        }
        return matches;
    }

    private static List<String> cells(FileBytes file, RawRecord record, char delimiter, Charset charset) {
        if (!record.closed() || record.length() > FileBytes.CHUNK) {
            return List.of();
        }
        Optional<String> text = CsvCells.decoded(file.copy(record.position(), record.end()), charset);
        return text.flatMap(cells -> CsvCells.of(cells, delimiter)).orElse(List.of());
    }
}
