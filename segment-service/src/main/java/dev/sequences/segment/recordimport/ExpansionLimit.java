package dev.sequences.segment.recordimport;

import dev.sequences.segment.recordimport.model.FileRefusal;

/** Limits compressed files, so that a small one does not fill the database. */
final class ExpansionLimit {

    static final long MAX_BYTES = 2L << 30;

    /** Tables of repeated values are compressed to less than a hundredth of their size, archives made to expand to a thousandth. */
    private static final int MAX_RATIO = 250;

    private static final long ALWAYS_ALLOWED = 64L << 20;

    private ExpansionLimit() {}

    /** Throws {@link FileRefusal} if the file has expanded too far. */
    static void check(long expanded, long compressed) {
        if (expanded > MAX_BYTES || (expanded > ALWAYS_ALLOWED && expanded > compressed * MAX_RATIO)) {
            throw FileRefusal.expandsTooFar(MAX_BYTES);
        }
    }
}
