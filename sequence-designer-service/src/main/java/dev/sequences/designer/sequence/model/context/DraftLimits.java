package dev.sequences.designer.sequence.model.context;

import java.time.Duration;

/**
 * Limits for activating a draft, set by the organization. Lowering a limit does not affect live versions.
 *
 * @param maxNodes maximum number of nodes, including waits
 * @param maxWait of a wait, and of the time limit of a condition
 * @param minAbTestShare minimum percentage of the records for each variant of an A/B test
 * @param maxComparisons of one condition, those in groups included
 * @param maxCharacters of the whole definition as JSON
 */
public record DraftLimits(int maxNodes, Duration maxWait, int minAbTestShare, int maxComparisons, int maxCharacters) {

    /** The default limits. */
    public static final DraftLimits DOCUMENTED = new DraftLimits(40, Duration.ofDays(30), 10, 50, 1_000_000);

    /** The maximum wait as an ISO-8601 duration, in days if it is a whole number of days. */
    public String maxWaitText() {
        return maxWait.toHoursPart() == 0 ? "P" + maxWait.toDays() + "D" : "PT" + maxWait.toHours() + "H";
    }
}
