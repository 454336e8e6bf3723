package dev.sequences.insights.views.enrollments;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Histogram buckets for durations: one millisecond wide below 128 ms, at most 1/64 of the duration wide above. A percentile is therefore
 * within 1.6 % of the exact one, at a cost independent of the number of steps. Bucket numbers are stored: the boundaries are frozen.
 */
public final class DurationBuckets {

    private static final int EXACT_BELOW_MILLIS = 128;
    private static final int BUCKETS_PER_DOUBLING = 64;

    private DurationBuckets() {}

    /** Returns the bucket of a duration. */
    public static int bucketOf(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("negative duration: " + millis + " ms");
        }
        if (millis < EXACT_BELOW_MILLIS) {
            return (int) millis;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis) - 6;
        int mantissa = (int) (millis >>> shift);
        return EXACT_BELOW_MILLIS + (shift - 1) * BUCKETS_PER_DOUBLING + (mantissa - BUCKETS_PER_DOUBLING);
    }

    /** Returns the shortest duration of a bucket, in milliseconds. */
    public static long lowerBound(int bucket) {
        if (bucket < EXACT_BELOW_MILLIS) {
            return bucket;
        }
        int above = bucket - EXACT_BELOW_MILLIS;
        return (long) (BUCKETS_PER_DOUBLING + above % BUCKETS_PER_DOUBLING) << (above / BUCKETS_PER_DOUBLING + 1);
    }

    private static long width(int bucket) {
        return bucket < EXACT_BELOW_MILLIS ? 1 : 1L << ((bucket - EXACT_BELOW_MILLIS) / BUCKETS_PER_DOUBLING + 1);
    }

    /**
     * Returns the percentile in seconds; null if there are no durations.
     *
     * @param counts number of durations per bucket
     * @param share the percentile, 0 to 1
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
