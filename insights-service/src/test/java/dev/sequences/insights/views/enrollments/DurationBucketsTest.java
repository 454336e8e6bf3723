package dev.sequences.insights.views.enrollments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DurationBucketsTest {

    @Test
    void assignsEveryDurationToItsBucket() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long millis = random.nextLong(1L << (1 + random.nextInt(40)));
            int bucket = DurationBuckets.bucketOf(millis);
            assertThat(millis).isGreaterThanOrEqualTo(DurationBuckets.lowerBound(bucket));
            assertThat(millis).isLessThan(DurationBuckets.lowerBound(bucket + 1));
        }
    }

    @Test
    void limitsTheBucketWidthToASixtyFourthOfTheDuration() {
        for (int bucket = 128; bucket < 2_000; bucket++) {
            long lower = DurationBuckets.lowerBound(bucket);
            assertThat((DurationBuckets.lowerBound(bucket + 1) - lower) * 64).isLessThanOrEqualTo(lower);
        }
    }

    @Test
    void estimatesPercentilesWithinTheBucketWidth() {
        Random random = new Random(9);
        long[] millis = new long[5_001];
        TreeMap<Integer, Long> counts = new TreeMap<>();
        for (int i = 0; i < millis.length; i++) {
            millis[i] = (long) Math.exp(random.nextGaussian(17, 2));
            counts.merge(DurationBuckets.bucketOf(millis[i]), 1L, Long::sum);
        }
        Arrays.sort(millis);

        double median = millis[2_500] / 1000.0;
        double ninetieth = millis[4_500] / 1000.0;
        assertThat(DurationBuckets.percentileSeconds(counts, 0.5)).isCloseTo(median, within(median * 0.016));
        assertThat(DurationBuckets.percentileSeconds(counts, 0.9)).isCloseTo(ninetieth, within(ninetieth * 0.016));
    }

    @Test
    void returnsNoPercentileWithoutDurations() {
        assertThat(DurationBuckets.percentileSeconds(new TreeMap<>(), 0.5)).isNull();
    }
}
