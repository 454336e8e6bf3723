package dev.sequences.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** Durations in nanoseconds, all of them kept, so that a percentile is a value that occurred. Not for use by several threads. */
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

    /** The smallest duration that this share of all does not exceed (nearest rank), in milliseconds; NaN of nothing. */
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
