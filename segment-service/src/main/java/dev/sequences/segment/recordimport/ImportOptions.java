package dev.sequences.segment.recordimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How an import treats existing records and cells that do not fit.
 *
 * @param dryRun whether the job reports only and writes nothing
 */
record ImportOptions(Mode mode, EmptyCells emptyCells, OnUnreadable onUnreadable, boolean dryRun) {

    static final ImportOptions DEFAULT = new ImportOptions(Mode.MERGE, EmptyCells.KEEP, OnUnreadable.TEXT, false);

    /** What happens to fields of existing records for which the file has no column. */
    enum Mode {
        /** They stay. */
        @JsonProperty("merge")
        MERGE,
        /** They are removed. */
        @JsonProperty("replace")
        REPLACE
    }

    /** What happens to a field of an existing record whose cell is empty. */
    enum EmptyCells {
        /** It stays. */
        @JsonProperty("keep")
        KEEP,
        /** It is removed. */
        @JsonProperty("clear")
        CLEAR
    }

    /** What happens to a cell that is no value of the type of its column. */
    enum OnUnreadable {
        /** It is stored as text, unless the type was declared. */
        @JsonProperty("text")
        TEXT,
        /** Its row is rejected. */
        @JsonProperty("refuse")
        REFUSE
    }

    static ImportOptions of(@Nullable ImportOptions stored) {
        return stored == null ? DEFAULT : stored;
    }
}
