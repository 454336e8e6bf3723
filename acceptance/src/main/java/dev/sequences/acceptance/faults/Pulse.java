package dev.sequences.acceptance.faults;

import java.util.Map;
import java.util.TreeMap;

/**
 * The activity of a suite at one moment.
 *
 * @param counts number of events, and sum of the stored offsets, by service; unchanged while the suite is idle
 * @param pending what is still to be done, with its number; empty for a suite without work
 */
record Pulse(Map<String, Long> counts, Map<String, Long> pending) {

    Pulse {
        counts = Map.copyOf(counts);
        pending = new TreeMap<>(pending);
        pending.values().removeIf(number -> number == 0);
    }

    /** Whether nothing is pending and nothing has happened since the earlier moment. */
    boolean isRestSince(Pulse earlier) {
        return pending.isEmpty() && counts.equals(earlier.counts);
    }

    /** What is pending, and otherwise what has happened since the earlier moment. */
    String sinceThen(Pulse earlier) {
        Map<String, Long> changes = new TreeMap<>();
        counts.forEach((count, number) -> {
            long before = earlier.counts.getOrDefault(count, 0L);
            if (number != before) {
                changes.put(count, number - before);
            }
        });
        return pending.isEmpty() ? "new " + changes : "pending " + pending;
    }
}
