package dev.sequences.insights.views.stepfunnel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The funnel of a sequence.
 *
 * @param version the version shown; null when all are added up
 * @param versions all versions there are, oldest first
 * @param endReasons ended enrollments by reason
 * @param averageDaysToComplete over enrollments with reason sequence-completed; null without any
 * @param steps in the order of the graph; conditions and commands have no figures and are left out
 * @param branches conditions that somebody has passed, in the order of the graph
 * @param errors what could not be executed and was not tried again since, as of now
 * @param lastEventAt when the newest event in the figures happened; null before the first
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
     * One step or wait.
     *
     * @param dropOff enrollments that ended while the step was current, as a share of entered; null when nobody entered
     * @param medianSeconds from opening to completion; null without completions
     * @param actions results of calls; how waits ended
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
            Map<String, Long> actions) {}

    /**
     * How a condition was answered.
     *
     * @param yesDropOff of those on the branch, the share that was disconnected since; null when nobody took it
     */
    public record Branch(
            String key,
            long yes,
            long no,
            @Nullable Double yesDropOff,
            @Nullable Double noDropOff) {}

    /** Enrollments that need somebody to look. {@code key}: of the node. */
    public record Failure(String key, String code, long enrollments) {}
}
