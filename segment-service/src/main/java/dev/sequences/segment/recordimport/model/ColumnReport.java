package dev.sequences.segment.recordimport.model;

import dev.sequences.language.value.RecognizedColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a column were read, as reported with the job.
 *
 * @param converted number of cells that are values of the type; 0 for text
 * @param leftAsText number of cells that look like numbers or dates, or are in a column of such, and are stored as text
 * @param refused number of cells whose rows are rejected because of them
 * @param reason why a column that looks like numbers or dates was left as text; null for others
 * @param examples the first cells that were left as text or refused
 */
public record ColumnReport(
        String name,
        String type,
        long converted,
        long leftAsText,
        long refused,
        @Nullable String reason,
        List<RecognizedColumn.Example> examples) {

    static ColumnReport of(String name, RecognizedColumn column, boolean refusesUnreadable) {
        // A text column reads every cell, so it refuses none.
        boolean refused =
                column.reason() == null && (refusesUnreadable || column.format().declared());
        return new ColumnReport(
                name,
                column.format().type().wireName(),
                column.converted(),
                refused ? 0 : column.unreadable(),
                refused ? column.unreadable() : 0,
                column.reason() == null ? null : column.reason().wireName(),
                column.examples());
    }
}
