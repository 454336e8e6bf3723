package dev.sequences.chassis.http;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Neutralizes formulas in CSV (RFC 4180, UTF-8, comma): a cell that a spreadsheet would evaluate gets an apostrophe in front. These are cells
 * that begin with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line break. Numbers stay numbers. Every CSV response passes through
 * this stream, unless the caller asks for the raw values.
 */
public final class SpreadsheetCsv extends FilterOutputStream {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,9})?");

    /** Longer cells that begin with a sign are not treated as numbers. */
    private static final int MAX_NUMBER_LENGTH = 400;

    private enum State {
        CELL_START,
        QUOTED_START,
        IN_CELL,
        IN_QUOTES,
        AFTER_QUOTE,
        MAYBE_NUMBER
    }

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private State state = State.CELL_START;
    private boolean quoted;

    public SpreadsheetCsv(OutputStream to) {
        super(new BufferedOutputStream(to, 16_384));
    }

    @Override
    public void write(int one) throws IOException {
        byte next = (byte) one;
        switch (state) {
            case CELL_START -> cellStart(next);
            case QUOTED_START -> begin(next, true);
            case IN_CELL -> inCell(next);
            case IN_QUOTES -> inQuotes(next);
            case AFTER_QUOTE -> afterQuote(next);
            case MAYBE_NUMBER -> maybeNumber(next);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Writes the rest; does not close the underlying stream. */
    public void finish() throws IOException {
        if (state == State.MAYBE_NUMBER) {
            endNumber();
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        finish();
        super.close();
    }

    private void cellStart(byte next) throws IOException {
        if (next == '"') {
            out.write(next);
            state = State.QUOTED_START;
        } else {
            begin(next, false);
        }
    }

    /** The first character of the cell's text. */
    private void begin(byte next, boolean inQuotes) throws IOException {
        quoted = inQuotes;
        if (next == '+' || next == '-') {
            pending.write(next);
            state = State.MAYBE_NUMBER;
            return;
        }
        boolean lineBreak = next == '\r' || next == '\n';
        if (next == '=' || next == '@' || next == '\t' || (inQuotes && lineBreak)) {
            out.write('\'');
        }
        state = inQuotes ? State.IN_QUOTES : State.IN_CELL;
        write(next);
    }

    private void inCell(byte next) throws IOException {
        out.write(next);
        if (isEndOfCell(next)) {
            state = State.CELL_START;
        }
    }

    private void inQuotes(byte next) throws IOException {
        out.write(next);
        if (next == '"') {
            state = State.AFTER_QUOTE;
        }
    }

    /** A second quote is part of the text. */
    private void afterQuote(byte next) throws IOException {
        out.write(next);
        state = next == '"' ? State.IN_QUOTES : isEndOfCell(next) ? State.CELL_START : State.IN_CELL;
    }

    private void maybeNumber(byte next) throws IOException {
        boolean ends = quoted ? next == '"' : isEndOfCell(next);
        if (!ends && pending.size() < MAX_NUMBER_LENGTH) {
            pending.write(next);
            return;
        }
        if (ends) {
            endNumber();
        } else {
            out.write('\'');
            pending.writeTo(out);
            pending.reset();
        }
        state = quoted ? State.IN_QUOTES : State.IN_CELL;
        write(next);
    }

    private void endNumber() throws IOException {
        if (!NUMBER.matcher(pending.toString(StandardCharsets.UTF_8)).matches()) {
            out.write('\'');
        }
        pending.writeTo(out);
        pending.reset();
    }

    private static boolean isEndOfCell(byte one) {
        return one == ',' || one == '\n' || one == '\r';
    }
}
