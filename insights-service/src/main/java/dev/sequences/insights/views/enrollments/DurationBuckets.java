package dev.sequences.insights.views.enrollments;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Durations in buckets of growing width: exact to the millisecond below 128 ms, and no wider than 1/64 of the duration
 * above. A percentile read from them is therefore within 1.6 % of the exact one, at a cost that does not grow with the
 * number of steps. Bucket numbers are stored: the boundaries are frozen.
 */
public final class DurationBuckets {

    private static final int EXACT = 128;
    private static final int PER_DOUBLING = 64;

    private DurationBuckets() {}

    /** The bucket of a duration. */
    public static int bucketOf(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException(millis + " ms");
        }
        if (millis < EXACT) {
            return (int) millis;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis) - 6;
        int mantissa = (int) (millis >>> shift);
        return EXACT + (shift - 1) * PER_DOUBLING + (mantissa - PER_DOUBLING);
    }

    /** The shortest duration of a bucket, in milliseconds. */
    public static long lowerBound(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int above = bucket - EXACT;
        return (long) (PER_DOUBLING + above % PER_DOUBLING) << (above / PER_DOUBLING + 1);
    }

    private static long width(int bucket) {
        return bucket < EXACT ? 1 : 1L << ((bucket - EXACT) / PER_DOUBLING + 1);
    }

    /**
     * The duration in seconds below which {@code share} of all lie; null without any.
     *
     * @param counts how many per bucket
     */
    public static @Nullable Double percentileSeconds(SortedMap<Integer, Long> counts, double share) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return null;
        }
        double rank = share * (all - 1);
        long before = 0;
        for (var entry : counts.entrySet()) {
            long here = entry.getValue();
            if (here > 0 && rank < before + here) {
                double width = width(entry.getKey());
                double within = width == 1 ? 0 : width * (rank - before + 0.5) / here;
                return (lowerBound(entry.getKey()) + Math.min(within, width)) / 1000.0;
            }
            before += here;
        }
        int last = counts.lastKey();
        return (lowerBound(last) + width(last) - 1) / 1000.0;
    }
}
