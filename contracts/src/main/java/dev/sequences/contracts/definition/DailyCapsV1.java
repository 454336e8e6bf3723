package dev.sequences.contracts.definition;

import org.jspecify.annotations.Nullable;

/**
 * Daily limits of one sequence; a missing cap means no limit.
 *
 * @param enrollments records enrolled
 * @param emails automated emails sent
 * @param texts automated text messages sent
 * @param steps steps opened for sellers
 */
public record DailyCapsV1(
        @Nullable Integer enrollments,
        @Nullable Integer emails,
        @Nullable Integer texts,
        @Nullable Integer steps) {}
