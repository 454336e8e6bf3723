package dev.sequences.benchmarks.sections;

import dev.sequences.benchmarks.report.Latencies;
import java.util.Locale;

/** Formats figures as text. */
final class Figures {

    private Figures() {}

    static String percentiles(Latencies latencies) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms",
                latencies.percentileMillis(50),
                latencies.percentileMillis(99));
    }

    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    static String joined(String... parts) {
        return String.join(
                "; ",
                java.util.Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
    }
}
