package dev.sequences.segment.recordimport.model;

import java.util.Optional;

/** A file as rows, from any row on. */
public interface FileRows {

    /** Where a row begins. */
    record Position(long offset, long line) {

        public String text() {
            return offset + ":" + line;
        }

        public static Position of(String text) {
            int colon = text.indexOf(':');
            return new Position(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
        }
    }

    /** A row and where the next one begins. */
    record Step(FileRow row, Position next) {}

    /** The row at or behind this position, blank lines left out; empty at the end of the file. */
    Optional<Step> read(Position position);
}
