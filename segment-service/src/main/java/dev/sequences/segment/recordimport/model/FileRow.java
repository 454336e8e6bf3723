package dev.sequences.segment.recordimport.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a file: a record or an error. {@code line} is its line in the file, counted from 1. */
public sealed interface FileRow {

    long line();

    /**
     * @param name null if the file has no such column or the cell is empty
     * @param owner null if the file has no such column or the cell is empty
     * @param fields all non-empty cells by column name
     */
    record Accepted(
            long line,
            String recordId,
            @Nullable String name,
            @Nullable String owner,
            Map<String, Object> fields) implements FileRow {}

    record Rejected(long line, String code, String message) implements FileRow {}

    /** The name of the row in the errors of the job. */
    default String item() {
        return "row " + line();
    }
}
