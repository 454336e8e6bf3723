package dev.sequences.segment.recordimport.model;

import java.util.Optional;

/** Reads the rows of a file, starting at any row. */
public interface FileRows {

    /** The start of a row. */
    record Position(long offset, long line) {

        public String text() {
            return offset + ":" + line;
        }

        public static Position of(String text) {
            int colon = text.indexOf(':');
            return new Position(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
        }
    }

    /** A row and the position of the next one. */
    record ReadRow(FileRow row, Position next) {}

    /** The first row at or after this position, skipping blank lines; empty at the end of the file. */
    Optional<ReadRow> read(Position position);
}
