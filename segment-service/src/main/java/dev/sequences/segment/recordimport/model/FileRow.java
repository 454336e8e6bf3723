package dev.sequences.segment.recordimport.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a file: a record, or what is wrong with it. {@code line} is its line in the file; the first is 1. */
public sealed interface FileRow {

    long line();

    /**
     * @param name null when the file has no column for it, or nothing in it
     * @param owner null when the file has no column for it, or nothing in it
     * @param fields all cells that hold something, by their column's name
     */
    record Good(
            long line,
            String recordId,
            @Nullable String name,
            @Nullable String owner,
            Map<String, Object> fields) implements FileRow {}

    record Bad(long line, String code, String message) implements FileRow {}

    /** How errors name it. */
    default String item() {
        return "row " + line();
    }
}
