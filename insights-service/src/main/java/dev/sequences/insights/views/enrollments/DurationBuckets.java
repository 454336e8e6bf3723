package dev.sequences.insights.views.enrollments;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Histogram buckets for durations: one millisecond wide below 128 ms, at most 1/64 of the duration wide above. A percentile is therefore
 * within 0.8 % of the exact one, at a cost independent of the number of steps. Bucket numbers are stored: the boundaries are frozen.
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

    /** Largest relative error of a percentile: half the width of a bucket. */
    public static final double MAX_ERROR = 1.0 / (2 * BUCKETS_PER_DOUBLING);

    /**
     * Returns the percentile in seconds, interpolated between neighbors like {@code percentile_cont} of SQL, within {@link #MAX_ERROR}; null
     * if there are no durations.
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
        double lower = middleOfRank(counts, (long) Math.floor(rank));
        double upper = middleOfRank(counts, (long) Math.ceil(rank));
        return (lower + (upper - lower) * (rank - Math.floor(rank))) / 1000.0;
    }

    private static double middleOfRank(SortedMap<Integer, Long> counts, long rank) {
        long before = 0;
        for (var entry : counts.entrySet()) {
            before += entry.getValue();
            if (rank < before) {
                return lowerBound(entry.getKey()) + (width(entry.getKey()) - 1) / 2.0;
            }
        }
        throw new IllegalArgumentException("there is no duration with rank " + rank);
    }
}
