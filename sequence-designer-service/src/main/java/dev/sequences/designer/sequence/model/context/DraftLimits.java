package dev.sequences.designer.sequence.model.context;

import java.time.Duration;

/**
 * Limits for activating a draft, set by the organization. Lowering a limit does not affect live versions.
 *
 * @param tiles maximum number of nodes, including waits
 * @param longestWait of a wait, and of the time limit of a condition
 * @param smallestShare minimum percentage of the records for each variant of an A/B test
 * @param comparisons of one condition, those in groups included
 * @param characters of the whole definition as JSON
 */
public record DraftLimits(int tiles, Duration longestWait, int smallestShare, int comparisons, int characters) {

    /** The default limits. */
    public static final DraftLimits DOCUMENTED = new DraftLimits(40, Duration.ofDays(30), 10, 50, 1_000_000);

    /** The maximum wait as an ISO-8601 duration, in days if it is a whole number of days. */
    public String longestWaitAsDrawn() {
        return longestWait.toHoursPart() == 0 ? "P" + longestWait.toDays() + "D" : "PT" + longestWait.toHours() + "H";
    }
}
