package dev.sequences.designer.sequence.model.surroundings;

import java.time.Duration;

/**
 * How large a draft may be to be activated. An organisation sets them; a limit that was lowered takes nothing away from what is
 * live.
 *
 * @param tiles of one sequence, waits included
 * @param longestWait of a wait, and of the time limit of a condition
 * @param smallestShare percent of the records that each version of an A/B test gets at least
 * @param comparisons of one condition, those in groups included
 * @param characters of the whole definition as JSON
 */
public record DraftLimits(int tiles, Duration longestWait, int smallestShare, int comparisons, int characters) {

    /** Those of the product documents. */
    public static final DraftLimits DOCUMENTED = new DraftLimits(40, Duration.ofDays(30), 10, 50, 1_000_000);

    /** The longest wait as people draw waits: in days where it is days. */
    public String longestWaitAsDrawn() {
        return longestWait.toHoursPart() == 0 ? "P" + longestWait.toDays() + "D" : "PT" + longestWait.toHours() + "H";
    }
}
