package dev.sequences.contracts.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an A/B test: two automated emails share the records until one wins.
 *
 * @param a the control
 * @param b the variant
 * @param shareOfA percent of the records that get the control, 10 to 90; the variant gets the rest
 * @param winningMetric goal, clicks or opens; more may come
 * @param endsAt when the test ends at the latest, UTC; missing when it ends only by a significant result
 * @param defaultVersion a or b
 */
public record AbTestV1(
        AbVersionV1 a,
        AbVersionV1 b,
        int shareOfA,
        String winningMetric,
        @Nullable Instant endsAt,
        String defaultVersion) {}
