package dev.sequences.local.demo;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads delimited text row by row. Written here and not taken from a library because one broken row must cost that row only: a quote that
 * is never closed would otherwise swallow the rest of the file. So a quoted cell may span lines only while the row fits the header
 * in the end; if it does not, the first line alone is the broken row and reading goes on with the next line.
 */
final class DelimitedRows implements Closeable {

    static final String OPEN_QUOTE = "a quote that is never closed";
    static final String TEXT_BEHIND_QUOTE = "text behind a closing quote";

    private static final int MOST_LINES_OF_A_ROW = 1_000;

    private final BufferedReader reader;
    private final char delimiter;
    private final Deque<String> givenBack = new ArrayDeque<>();
    private int width;
    private long line;

    /**
     * One row of the text.
     *
     * @param line line number in the text on which the row begins; the first line is 1
     * @param fault why the row cannot be used; null for a sound row
     */
    record Row(long line, List<String> cells, @Nullable String fault) {}

    DelimitedRows(BufferedReader reader, char delimiter) {
        this.reader = reader;
        this.delimiter = delimiter;
    }

    /** From now on a row must have this many cells; empty cells beyond it are dropped. */
    void expectWidth(int cells) {
        width = cells;
    }

    /** The next row that is not blank, or null at the end. */
    @Nullable
    Row next() throws IOException {
        var first = nextLine();
        while (first != null && first.isBlank()) {
            first = nextLine();
        }
        if (first == null) {
            return null;
        }
        var at = line;
        var cells = new Cells(delimiter);
        cells.add(first);
        var continuation = new ArrayList<String>();
        while (cells.insideQuotes() && continuation.size() < MOST_LINES_OF_A_ROW) {
            var more = nextLine();
            if (more == null) {
                break;
            }
            continuation.add(more);
            cells.add("\n" + more);
        }
        var open = cells.insideQuotes();
        var broken = cells.textBehindQuote();
        var row = trimmedToWidth(cells.end());
        var fits = width == 0 || row.size() == width;
        if (open || broken || (!fits && !continuation.isEmpty())) {
            giveBack(continuation);
            return new Row(at, List.of(first), open || !continuation.isEmpty() ? OPEN_QUOTE : TEXT_BEHIND_QUOTE);
        }
        return new Row(at, row, fits ? null : "%d columns instead of %d".formatted(row.size(), width));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private List<String> trimmedToWidth(List<String> row) {
        while (width > 0 && row.size() > width && row.getLast().isBlank()) {
            row.removeLast();
        }
        return row;
    }

    private @Nullable String nextLine() throws IOException {
        var text = givenBack.isEmpty() ? reader.readLine() : givenBack.removeFirst();
        if (text != null) {
            line++;
        }
        return text;
    }

    private void giveBack(List<String> lines) {
        for (var text : lines.reversed()) {
            givenBack.addFirst(text);
            line--;
        }
    }

    private static final class Cells {

        private enum Place {
            CELL_START,
            PLAIN,
            QUOTED,
            AFTER_QUOTE
        }

        private final char delimiter;
        private final List<String> done = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private Place place = Place.CELL_START;
        private boolean textBehindQuote;

        Cells(char delimiter) {
            this.delimiter = delimiter;
        }

        void add(String text) {
            for (var i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        private void add(char character) {
            if (place == Place.QUOTED) {
                if (character == '"') {
                    place = Place.AFTER_QUOTE;
                } else {
                    cell.append(character);
                }
            } else if (character == delimiter) {
                endCell();
            } else if (character == '"' && place != Place.PLAIN) {
                if (place == Place.AFTER_QUOTE) {
                    cell.append(character);
                }
                place = Place.QUOTED;
            } else {
                textBehindQuote |= place == Place.AFTER_QUOTE;
                cell.append(character);
                place = Place.PLAIN;
            }
        }

        boolean insideQuotes() {
            return place == Place.QUOTED;
        }

        boolean textBehindQuote() {
            return textBehindQuote;
        }

        List<String> end() {
            endCell();
            return done;
        }

        private void endCell() {
            done.add(cell.toString());
            cell.setLength(0);
            place = Place.CELL_START;
        }
    }
}
