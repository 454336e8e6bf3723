package dev.sequences.segment.recordimport.model;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file. A row that cannot be read costs itself alone: when a record of several lines is not well-formed, its
 * first line is the broken one and reading goes on with the second, so that a lost quote does not swallow its successors.
 */
public final class CsvRows implements FileRows {

    private static final int LONGEST_ROW = 256 * 1024;

    private final FileBytes file;
    private final CsvHeader header;
    private final Charset charset;
    private final RowColumns columns;
    private final @Nullable LocalForms forms;

    /** @param forms null: cells stay as they are */
    public CsvRows(FileBytes file, CsvHeader header, Charset charset, RowColumns columns, @Nullable LocalForms forms) {
        this.file = file;
        this.header = header;
        this.charset = charset;
        this.columns = columns;
        this.forms = forms;
    }

    @Override
    public Optional<Step> read(Position position) {
        Position at = position;
        while (at.offset() < file.length()) {
            RawRecord record = RawRecord.at(file, at.offset(), at.line(), header.delimiter());
            if (record.length() > 0) {
                return Optional.of(step(record));
            }
            at = new Position(record.next(), record.nextLine());
        }
        return Optional.empty();
    }

    private Step step(RawRecord record) {
        FileRow row = row(record);
        boolean resume = row instanceof FileRow.Bad bad
                && record.ofSeveralLines()
                && (bad.code().equals("broken-quoting") || bad.code().equals("wrong-column-count"));
        return new Step(
                row,
                resume
                        ? new Position(record.secondLine(), record.line() + 1)
                        : new Position(record.next(), record.nextLine()));
    }

    private FileRow row(RawRecord record) {
        long line = record.line();
        if (!record.closed()) {
            return new FileRow.Bad(line, "broken-quoting", "A quoted cell begins here and does not end.");
        }
        if (record.length() > LONGEST_ROW) {
            return new FileRow.Bad(line, "row-too-long", "The row is longer than " + LONGEST_ROW + " bytes.");
        }
        Optional<String> text = CsvCells.decoded(file.copy(record.position(), record.end()), charset);
        if (text.isEmpty()) {
            return new FileRow.Bad(line, "invalid-encoding", "The row is not text in " + charset + ".");
        }
        Optional<List<String>> cells = CsvCells.of(text.get(), header.delimiter());
        if (cells.isEmpty()) {
            return new FileRow.Bad(line, "broken-quoting", "Something follows the closing quote of a cell.");
        }
        return fits(cells.get())
                ? columns.row(line, byName(cells.get()))
                : new FileRow.Bad(
                        line,
                        "wrong-column-count",
                        "The row has " + cells.get().size() + " cells, the header "
                                + header.columns().size() + ".");
    }

    /** Empty cells behind the last named column may be there or not: programs differ in writing them. */
    private boolean fits(List<String> cells) {
        int named = header.columns().size();
        while (named > 0 && header.columns().get(named - 1).isEmpty()) {
            named--;
        }
        return cells.size() >= named
                && cells.subList(Math.min(cells.size(), header.columns().size()), cells.size()).stream()
                        .allMatch(String::isBlank);
    }

    private Map<String, Object> byName(List<String> cells) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (int i = 0; i < header.columns().size() && i < cells.size(); i++) {
            String column = header.columns().get(i);
            if (!column.isEmpty()) {
                byName.put(column, value(column, cells.get(i)));
            }
        }
        return byName;
    }

    private String value(String column, String cell) {
        return forms == null || columns.names(column) ? cell : forms.plain(cell);
    }
}
