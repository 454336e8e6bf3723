package dev.sequences.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param raw what the same machine does without us, in the same unit; null where there is nothing to compare with
 * @param promise what we tell the public; null where nothing is promised
 * @param note how it was measured, or what shared the machine meanwhile
 */
public record Figure(
        String section,
        String name,
        double value,
        String unit,
        @Nullable RawLimit raw,
        @Nullable Promise promise,
        String note) {

    /** @param name what was run bare: PostgreSQL or Kafka, through its own client alone */
    public record RawLimit(String name, double value) {}

    /**
     * @param text the promise in words
     * @param limit what the value is held against
     * @param atLeast whether the value must reach the limit, or else must not pass it
     */
    public record Promise(String text, double limit, boolean atLeast) {

        public static Promise atLeast(double limit, String text) {
            return new Promise(text, limit, true);
        }

        public static Promise atMost(double limit, String text) {
            return new Promise(text, limit, false);
        }

        public boolean isMetBy(double value) {
            return atLeast ? value >= limit : value <= limit;
        }
    }

    public static Figure of(String section, String name, double value, String unit) {
        return new Figure(section, name, value, unit, null, null, "");
    }

    public Figure beside(@Nullable RawLimit limit) {
        return new Figure(section, name, value, unit, limit, promise, note);
    }

    public Figure promised(Promise given) {
        return new Figure(section, name, value, unit, raw, given, note);
    }

    public Figure noting(String words) {
        return new Figure(section, name, value, unit, raw, promise, words);
    }

    /** Value by raw limit; null without a limit. */
    public @Nullable Double ratio() {
        return raw == null || raw.value() == 0 ? null : (Double) (value / raw.value());
    }

    /** {@code met}, {@code missed} or nothing. */
    public String verdict() {
        if (promise == null) {
            return "";
        }
        return promise.isMetBy(value) ? "met" : "MISSED";
    }
}
