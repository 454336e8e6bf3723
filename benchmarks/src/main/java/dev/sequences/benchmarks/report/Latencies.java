package dev.sequences.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** All durations in nanoseconds, so that a percentile is a value that occurred. Not thread-safe. */
public final class Latencies {

    private long[] nanos = new long[1024];
    private int size;

    public void add(long durationNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = durationNanos;
    }

    public static Latencies merged(Collection<Latencies> parts) {
        var all = new Latencies();
        for (var part : parts) {
            for (var i = 0; i < part.size; i++) {
                all.add(part.nanos[i]);
            }
        }
        return all;
    }

    public int size() {
        return size;
    }

    /** Returns the percentile by nearest rank, in milliseconds; NaN without durations. */
    public double percentileMillis(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        var rank = (int) Math.ceil(percent / 100 * size);
        return sorted[Math.max(1, rank) - 1] / 1e6;
    }
}
