package dev.sequences.segment.recordimport.model;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a CSV file. A malformed row is rejected alone: if a record of several lines is malformed, its first line is rejected and reading
 * continues with the second, so that a missing quote does not consume the following rows.
 */
public final class CsvRows implements FileRows {

    private static final int MAX_ROW_BYTES = 256 * 1024;

    private final FileBytes file;
    private final CsvHeader header;
    private final Charset charset;

    public CsvRows(FileBytes file, CsvHeader header, Charset charset) {
        this.file = file;
        this.header = header;
        this.charset = charset;
    }

    @Override
    public Optional<ReadRow> read(Position position) {
        Position at = position;
        while (at.offset() < file.length()) {
            RawRecord record = RawRecord.at(file, at.offset(), at.line(), header.delimiter());
            if (record.length() > 0) {
                ReadRow row = readRow(record);
                // Spreadsheets export rows of empty cells after the last one.
                if (!(row.row() instanceof FileRow.Cells cells)
                        || !cells.values().isEmpty()) {
                    return Optional.of(row);
                }
            }
            at = new Position(record.next(), record.nextLine());
        }
        return Optional.empty();
    }

    private ReadRow readRow(RawRecord record) {
        FileRow row = row(record);
        boolean resume = row instanceof FileRow.Rejected rejected
                && record.isMultiline()
                && (rejected.code().equals("broken-quoting") || rejected.code().equals("wrong-column-count"));
        return new ReadRow(
                row,
                resume
                        ? new Position(record.secondLine(), record.line() + 1)
                        : new Position(record.next(), record.nextLine()));
    }

    private FileRow row(RawRecord record) {
        long line = record.line();
        if (!record.closed()) {
            return new FileRow.Rejected(line, "broken-quoting", "A quoted cell that begins here has no closing quote.");
        }
        if (record.length() > MAX_ROW_BYTES) {
            return new FileRow.Rejected(line, "row-too-long", "The row is longer than " + MAX_ROW_BYTES + " bytes.");
        }
        Optional<String> text = CsvCells.decoded(file.copy(record.position(), record.end()), charset);
        if (text.isEmpty()) {
            return new FileRow.Rejected(line, "invalid-encoding", "The row is not valid text in " + charset + ".");
        }
        Optional<List<String>> cells = CsvCells.of(text.get(), header.delimiter());
        if (cells.isEmpty()) {
            return new FileRow.Rejected(line, "broken-quoting", "A closing quote is missing or is followed by text.");
        }
        if (cells.get().stream().allMatch(String::isBlank)) {
            return new FileRow.Cells(line, Map.of(), Set.of());
        }
        return matchesHeader(cells.get())
                ? FileRow.of(line, byName(cells.get()))
                : new FileRow.Rejected(
                        line,
                        "wrong-column-count",
                        "The row has " + cells.get().size() + " cells, the header has "
                                + header.columns().size() + ".");
    }

    /** Accepts missing or empty cells after the last named column: programs differ in writing them. */
    private boolean matchesHeader(List<String> cells) {
        int named = header.columns().size();
        while (named > 0 && header.columns().get(named - 1).isEmpty()) {
            named--;
        }
        return cells.size() >= named
                && cells.subList(Math.min(cells.size(), header.columns().size()), cells.size()).stream()
                        .allMatch(String::isBlank);
    }

    private Map<String, String> byName(List<String> cells) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < header.columns().size() && i < cells.size(); i++) {
            String column = header.columns().get(i);
            if (!column.isEmpty()) {
                byName.put(column, cells.get(i));
            } else if (!cells.get(i).isBlank()) {
                byName.put(CsvHeader.nameOf(i, header.columns()), cells.get(i));
            }
        }
        return byName;
    }
}
