package dev.sequences.contracts.definition;

import org.jspecify.annotations.Nullable;

/**
 * The most that one sequence does per day; a missing cap means no cap.
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
