package dev.sequences.segment.recordimport.model;

/**
 * The boundaries of one record in a file. A record has several lines if a quoted cell contains line breaks.
 *
 * @param line line of the file on which it begins, counted from 1
 * @param end position after its last byte, excluding the line break
 * @param next position of the next record, on line {@code nextLine}
 * @param secondLine position of its second line; equal to {@code next} for a record of one line
 * @param closed false if a closing quote is missing
 */
record RawRecord(long position, long line, long end, long next, long nextLine, long secondLine, boolean closed) {

    private static final int MAX_QUOTED_BYTES = 1024 * 1024;
    private static final int MAX_LINES = 1_000;

    boolean isMultiline() {
        return secondLine != next;
    }

    long length() {
        return end - position;
    }

    /** The record that begins at {@code position}. With {@code delimiter} 0, quotes have no meaning and each line is a record. */
    static RawRecord at(FileBytes file, long position, long line, char delimiter) {
        boolean quoted = false;
        boolean cellBegins = true;
        int breaks = 0;
        long secondLine = -1;
        long p = position;
        for (; ; p++) {
            int b = file.at(p);
            boolean unterminated = quoted && (b < 0 || p - position > MAX_QUOTED_BYTES || breaks > MAX_LINES);
            if (unterminated) {
                return broken(file, position, line, p, breaks, secondLine);
            }
            if (b < 0) {
                return ended(position, line, p, p, breaks, secondLine);
            }
            if (b == '\n' || b == '\r') {
                long after = afterBreak(file, p);
                breaks++;
                if (secondLine < 0) {
                    secondLine = after;
                }
                if (!quoted) {
                    return ended(position, line, p, after, breaks, secondLine);
                }
                p = after - 1;
            } else if (quoted && b == '"') {
                if (file.at(p + 1) == '"') {
                    p++;
                } else {
                    quoted = false;
                }
            } else if (cellBegins && b == '"' && delimiter != 0) {
                quoted = true;
            }
            // Some programs write a blank after the delimiter, before the quote.
            cellBegins = !quoted && (b == delimiter || (cellBegins && b == ' ')) && delimiter != ' ';
        }
    }

    private static RawRecord ended(long position, long line, long end, long next, int breaks, long secondLine) {
        return new RawRecord(position, line, end, next, line + breaks, secondLine < 0 ? next : secondLine, true);
    }

    private static RawRecord broken(FileBytes file, long position, long line, long p, int breaks, long secondLine) {
        if (secondLine >= 0) {
            return new RawRecord(position, line, p, p, line + breaks, secondLine, false);
        }
        long end = p;
        while (file.at(end) >= 0 && file.at(end) != '\n' && file.at(end) != '\r') {
            end++;
        }
        long next = file.at(end) < 0 ? end : afterBreak(file, end);
        return new RawRecord(position, line, end, next, line + 1, next, false);
    }

    private static long afterBreak(FileBytes file, long p) {
        return file.at(p) == '\r' && file.at(p + 1) == '\n' ? p + 2 : p + 1;
    }
}
