package dev.sequences.segment.recordimport.model;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header line of a CSV file.
 *
 * @param columns names in order; empty for a column without a name, whose cells are ignored
 * @param delimiter the most frequent one in the header: comma, semicolon, tab or vertical bar
 * @param start position of the first record, on line {@code line}
 */
public record CsvHeader(List<String> columns, char delimiter, long start, long line) {

    private static final int MAX_COLUMNS = 500;
    private static final int MAX_NAME_LENGTH = 200;
    private static final int SNIFFED_BYTES = 4_096;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    /** Parses the header. Throws {@link FileRefusal} if the file is not a CSV file that can be imported. */
    public static CsvHeader of(FileBytes file, Charset charset) {
        checkFormat(file);
        long start = textStart(file);
        while (file.at(start) == '\n' || file.at(start) == '\r') {
            start++;
        }
        if (start >= file.length()) {
            throw FileRefusal.empty();
        }
        char delimiter = delimiter(file, start);
        RawRecord record = RawRecord.at(file, start, 1 + breaksBefore(file, start), delimiter);
        if (!record.closed() || record.length() > FileBytes.CHUNK) {
            throw FileRefusal.notCsv("a file without a header line");
        }
        String text = CsvCells.decoded(file.copy(record.position(), record.end()), charset)
                .orElseThrow(() -> FileRefusal.notCsv("text that is not encoded in " + charset));
        List<String> columns = CsvCells.of(text, delimiter)
                .orElseThrow(() -> FileRefusal.notCsv("text with broken quotes in its header line"))
                .stream()
                .map(String::strip)
                .toList();
        checkNames(columns);
        return new CsvHeader(columns, delimiter, record.next(), record.nextLine());
    }

    public List<String> namedColumns() {
        return columns.stream().filter(column -> !column.isEmpty()).toList();
    }

    private static void checkNames(List<String> columns) {
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

    private static long breaksBefore(FileBytes file, long start) {
        long breaks = 0;
        for (long p = 0; p < start; p++) {
            if (file.at(p) == '\n') {
                breaks++;
            }
        }
        return breaks;
    }

    private static void checkFormat(FileBytes file) {
        int sniffed = (int) Math.min(SNIFFED_BYTES, file.length());
        byte[] first = file.copy(0, sniffed);
        if (sniffed >= 2
                && ((first[0] == (byte) 0xFF && first[1] == (byte) 0xFE)
                        || (first[0] == (byte) 0xFE && first[1] == (byte) 0xFF))) {
            throw FileRefusal.notCsv("text in UTF-16");
        }
        String latin = new String(first, StandardCharsets.ISO_8859_1);
        if (latin.startsWith("PK\u0003\u0004")) {
            throw FileRefusal.notCsv("a spreadsheet or another zip file");
        }
        if (latin.startsWith("%PDF")) {
            throw FileRefusal.notCsv("a PDF document");
        }
        for (byte b : first) {
            if (b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                throw FileRefusal.notCsv("binary data");
            }
        }
        String text = latin.substring((int) textStart(file)).stripLeading();
        if (text.startsWith("<")) {
            throw FileRefusal.notCsv(text.toLowerCase(Locale.ROOT).contains("<html") ? "an HTML page" : "HTML or XML");
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            throw FileRefusal.notCsv("JSON");
        }
    }

    /** The most frequent candidate in the first line outside quotes; a comma if there is none. */
    private static char delimiter(FileBytes file, long start) {
        List<Character> line = new ArrayList<>();
        boolean quoted = false;
        for (long p = start; file.at(p) >= 0 && p - start < FileBytes.CHUNK; p++) {
            char c = (char) file.at(p);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted) {
                line.add(c);
            }
        }
        char best = ',';
        long max = 0;
        for (char candidate : DELIMITERS) {
            long count = line.stream().filter(c -> c == candidate).count();
            if (count > max) {
                max = count;
                best = candidate;
            }
        }
        return best;
    }
}
