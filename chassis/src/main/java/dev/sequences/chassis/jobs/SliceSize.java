package dev.sequences.chassis.jobs;

/**
 * Size of a job's slices: divided by eight after each failure, doubled after each success up to the usual size. In memory only: after a
 * restart, the search for a failing item starts again.
 */
final class SliceSize {

    private int halvings;
    private int lastSize;

    /** Returns the size of the next slice, at least one. */
    int of(int usual) {
        lastSize = Math.max(1, usual >> halvings);
        return lastSize;
    }

    /** Whether the last slice had one item. False for handlers that do not limit their slices. */
    boolean isOne() {
        return lastSize == 1;
    }

    /** Reduces the size; returns false if the last slice had one item, or the handler does not limit its slices. */
    boolean shrink() {
        if (lastSize <= 1) {
            return false;
        }
        halvings += 3;
        return true;
    }

    void grow() {
        halvings = Math.max(0, halvings - 1);
    }
}
