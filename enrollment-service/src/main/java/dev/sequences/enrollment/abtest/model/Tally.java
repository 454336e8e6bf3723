package dev.sequences.enrollment.abtest.model;

import org.jspecify.annotations.Nullable;

/**
 * Figures of one version of a test.
 *
 * @param engaged messages with at least one interaction of the winning metric
 */
public record Tally(long sent, long engaged) {

    /** Share of engaged messages; null when nothing was sent. */
    public @Nullable Double rate() {
        return sent == 0 ? null : Math.round(1e4 * engaged / sent) / 1e4;
    }
}
