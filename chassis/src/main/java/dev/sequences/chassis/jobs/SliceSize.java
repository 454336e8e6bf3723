package dev.sequences.chassis.jobs;

/**
 * How much of a usual slice a job takes at a time: an eighth of it after each failure, twice as much after each success. Kept in
 * memory: after a crash the search for the item that cannot be taken begins anew.
 */
final class SliceSize {

    private int halvings;
    private int asked;

    /** The size of the slice that is about to be taken, at least one. */
    int of(int usual) {
        asked = Math.max(1, usual >> halvings);
        return asked;
    }

    /** False for a handler that did not ask: its slices have no size. */
    boolean ofOne() {
        return asked == 1;
    }

    /** True when there is a smaller slice to try; false for a slice of one, or of a handler that does not ask. */
    boolean shrink() {
        if (asked <= 1) {
            return false;
        }
        halvings += 3;
        return true;
    }

    void grow() {
        halvings = Math.max(0, halvings - 1);
    }
}
