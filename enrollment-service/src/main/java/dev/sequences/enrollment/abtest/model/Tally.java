package dev.sequences.enrollment.abtest.model;

import org.jspecify.annotations.Nullable;

/**
 * Figures of one version of a test.
 *
 * @param engaged messages that the winning metric counts, each once
 */
public record Tally(long sent, long engaged) {

    /** Share of the messages that count; null without any. */
    public @Nullable Double rate() {
        return sent == 0 ? null : Math.round(1e4 * engaged / sent) / 1e4;
    }
}
