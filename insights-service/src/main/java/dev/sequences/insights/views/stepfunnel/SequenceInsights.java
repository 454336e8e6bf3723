package dev.sequences.insights.views.stepfunnel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The funnel of a sequence.
 *
 * @param version version of the figures; null for the sum of all versions
 * @param versions numbers of all versions, oldest first
 * @param endReasons number of ended enrollments by reason
 * @param averageDaysToComplete mean over enrollments with reason sequence-completed; null if there are none
 * @param steps steps and waits in graph order; conditions and commands have no figures and are omitted
 * @param branches evaluated conditions in graph order
 * @param errors failed steps that were not retried yet, as of now
 * @param lastEventAt when the newest event included in the figures happened; null before the first event
 */
public record SequenceInsights(
        String id,
        @Nullable String name,
        @Nullable String recordType,
        @Nullable String status,
        @Nullable Integer version,
        List<Integer> versions,
        long entered,
        long inProgress,
        long completed,
        long disconnected,
        Map<String, Long> endReasons,
        @Nullable Double averageDaysToComplete,
        List<Step> steps,
        List<Branch> branches,
        List<Failure> errors,
        @Nullable Instant lastEventAt) {

    /**
     * Figures of a step or wait.
     *
     * @param key stable key of the node
     * @param cancelled steps open when their enrollment ended
     * @param dropOff cancelled / entered, 0 to 1; null if entered is 0
     * @param medianSeconds median time from opening to completion; null without completions
     * @param p90Seconds 90th percentile of the time from opening to completion; null without completions
     * @param percentileError largest relative error of the two percentiles: 0 if they are exact; null without completions
     * @param actions number of completed calls by result, or of ended waits by elapsed or skipped
     */
    public record Step(
            String key,
            String type,
            @Nullable String name,
            long entered,
            long inProgress,
            long completed,
            long skipped,
            long cancelled,
            @Nullable Double dropOff,
            @Nullable Double medianSeconds,
            @Nullable Double p90Seconds,
            @Nullable Double percentileError,
            Map<String, Long> actions) {}

    /**
     * Figures of a condition.
     *
     * @param yes enrollments that took the yes branch
     * @param no enrollments that took the no branch
     * @param yesDropOff share of the enrollments on the yes branch that were disconnected later without advancing to another
     *     sequence, 0 to 1; null if yes is 0
     * @param noDropOff the same for the no branch
     */
    public record Branch(
            String key,
            long yes,
            long no,
            @Nullable Double yesDropOff,
            @Nullable Double noDropOff) {}

    /** Number of enrollments with a failed step. {@code key}: key of the node; {@code code}: code of the error. */
    public record Failure(String key, String code, long enrollments) {}
}
