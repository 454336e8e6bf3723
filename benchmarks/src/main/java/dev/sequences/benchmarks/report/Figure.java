package dev.sequences.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param raw the raw limit of the same machine, in the same unit; null when there is none
 * @param promise the published target; null when there is none
 * @param note how it was measured, or other load meanwhile
 */
public record Figure(
        String section,
        String name,
        double value,
        String unit,
        @Nullable RawLimit raw,
        @Nullable Promise promise,
        String note) {

    /** @param name the measured system, PostgreSQL or Kafka, through its own client */
    public record RawLimit(String name, double value) {}

    /**
     * @param text the target as text
     * @param limit the value of the target
     * @param atLeast whether the limit is a minimum, else a maximum
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

    public Figure comparedWith(@Nullable RawLimit limit) {
        return new Figure(section, name, value, unit, limit, promise, note);
    }

    public Figure promised(Promise given) {
        return new Figure(section, name, value, unit, raw, given, note);
    }

    public Figure noting(String words) {
        return new Figure(section, name, value, unit, raw, promise, words);
    }

    /** Returns the value divided by the raw limit; null without a limit. */
    public @Nullable Double ratio() {
        return raw == null || raw.value() == 0 ? null : (Double) (value / raw.value());
    }

    /** Returns {@code met}, {@code missed} or an empty text. */
    public String verdict() {
        if (promise == null) {
            return "";
        }
        return promise.isMetBy(value) ? "met" : "MISSED";
    }
}
