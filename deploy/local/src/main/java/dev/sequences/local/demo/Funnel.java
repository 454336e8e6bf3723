package dev.sequences.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.demo.SuiteClient.Service;
import dev.sequences.local.demo.SuiteClient.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The funnel of a sequence from insights. */
record Funnel(
        long entered,
        long inProgress,
        long completed,
        Map<String, Long> endReasons,
        String averageDays,
        List<Step> steps) {

    private static final int BAR_LENGTH = 30;

    record Step(
            String key,
            String type,
            String name,
            long entered,
            long inProgress,
            long completed,
            long skipped,
            long cancelled) {

        long closed() {
            return completed + skipped;
        }
    }

    static Funnel read(SuiteClient suite, User reader, String sequenceId) {
        var answer = suite.tryGet(Service.INSIGHTS, reader, "/insights/sequences/" + sequenceId);
        // Until the first event of the sequence has arrived, insights does not know it.
        return answer.ok() ? of(answer.body()) : new Funnel(0, 0, 0, Map.of(), "-", List.of());
    }

    static Funnel of(JsonNode json) {
        var endReasons = new LinkedHashMap<String, Long>();
        json.path("endReasons")
                .properties()
                .forEach(reason ->
                        endReasons.put(reason.getKey(), reason.getValue().asLong()));
        var steps = new ArrayList<Step>();
        for (var step : json.path("steps")) {
            steps.add(new Step(
                    step.path("key").asText(),
                    step.path("type").asText(),
                    step.path("name").asText(step.path("key").asText()),
                    step.path("entered").asLong(),
                    step.path("inProgress").asLong(),
                    step.path("completed").asLong(),
                    step.path("skipped").asLong(),
                    step.path("cancelled").asLong()));
        }
        var average = json.path("averageDaysToComplete");
        return new Funnel(
                json.path("entered").asLong(),
                json.path("inProgress").asLong(),
                json.path("completed").asLong(),
                endReasons,
                average.isNumber() ? "%.2f".formatted(average.asDouble()) : "-",
                steps);
    }

    Step step(String key) {
        return steps.stream()
                .filter(step -> step.key().equals(key))
                .findFirst()
                .orElse(new Step(key, "", key, 0, 0, 0, 0, 0));
    }

    long ended(String reason) {
        return endReasons.getOrDefault(reason, 0L);
    }

    void print(Progress progress) {
        progress.line(
                "%-24s %-11s %8s %12s %10s %8s %10s",
                "step", "type", "entered", "in progress", "completed", "skipped", "cancelled");
        var maxEntered =
                Math.max(1, steps.stream().mapToLong(Step::entered).max().orElse(1));
        for (var step : steps) {
            progress.line(
                    "%-24s %-11s %,8d %,12d %,10d %,8d %,10d  %s",
                    step.name(),
                    step.type(),
                    step.entered(),
                    step.inProgress(),
                    step.completed(),
                    step.skipped(),
                    step.cancelled(),
                    bar(step, maxEntered));
        }
        progress.line("bars: # completed, - skipped, . in progress");
        progress.blank();
        progress.line(
                "entered %,d, in progress %,d, completed %,d, average %s days to complete",
                entered, inProgress, completed, averageDays);
        endReasons.forEach((reason, count) -> progress.line("ended with %s: %,d", reason, count));
    }

    private static String bar(Step step, long maxEntered) {
        return "#".repeat(length(step.completed(), maxEntered))
                + "-".repeat(length(step.skipped(), maxEntered))
                + ".".repeat(length(step.inProgress(), maxEntered));
    }

    private static int length(long count, long maxEntered) {
        return (int) Math.round((double) count * BAR_LENGTH / maxEntered);
    }
}
