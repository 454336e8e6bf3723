package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks advances, failures and daily caps of enrollments. */
final class WalkChecks {

    /** Events that an enrollment may have at a failed step. */
    private static final Set<String> WHILE_FAILED = Set.of(
            "enrollment.step-retried",
            "enrollment.activity-noted",
            "enrollment.call-result-noted",
            "enrollment.enrollment-ended");

    private static final String ENROLLMENTS = "enrollments";
    private static final String EMAILS = "emails";
    private static final String TEXTS = "texts";
    private static final String STEPS = "steps";

    private WalkChecks() {}

    /** Both directions: every advance enrolls, fails with a reason, or is pending; every enrollment by advance has one. */
    static Verdict advancedRecordsAreEnrolled(Evidence evidence) {
        Verdict verdict = new Verdict(
                "O1 every advance has enrolled the record in the other sequence once, or failed with a reason");
        Map<String, LogEvent> enrolled = new HashMap<>();
        Map<String, Integer> open = new HashMap<>();
        Map<String, LogEvent> asked = new HashMap<>();
        for (LogEvent event : Fold.streams(evidence, "enrollment", "enrollment")) {
            String step = event.text("/stepId");
            switch (event.storedName()) {
                case "enrollment.record-enrolled" -> {
                    if (event.text("/source").equals("command")) {
                        enrolled.put(event.aggregateId(), event);
                    }
                }
                case "enrollment.advance-requested" -> {
                    asked.put(step, event);
                    open.merge(step, 1, Integer::sum);
                }
                case "enrollment.step-failed" -> {
                    if (event.text("/stepType").equals("advance")) {
                        open.merge(step, -1, Integer::sum);
                    }
                }
                default -> {
                    // Other events do not advance.
                }
            }
        }
        Set<String> pending = new HashSet<>();
        evidence.rows("enrollment.timer")
                .forEach(timer -> pending.add(timer.path("id").asText()));
        asked.forEach((step, event) -> {
            verdict.compared(1);
            String target = event.text("/toSequenceId");
            String timer = "advance:" + step + ":" + target;
            LogEvent come = enrolled.remove(UUID.nameUUIDFromBytes(timer.getBytes(StandardCharsets.UTF_8))
                    .toString());
            if (come != null && !place(come, come.text("/subject/sequenceId")).equals(place(event, target))) {
                verdict.violated("%s led to %s", event, come);
            }
            int expected = (come == null ? 0 : 1) + (pending.contains(timer) ? 1 : 0);
            if (open.getOrDefault(step, 0) != expected) {
                verdict.violated(
                        "%d more requests than failures, but %d enrolled or pending: %s",
                        open.getOrDefault(step, 0), expected, event);
            }
        });
        enrolled.values().forEach(event -> verdict.violated("has no advance: %s", event));
        return verdict;
    }

    private static String place(LogEvent event, String sequenceId) {
        return sequenceId + " " + event.text("/subject/recordType") + ":" + event.text("/subject/recordId");
    }

    /** A failure is recorded once, stops the enrollment until it is retried, and every retry has a result. */
    static Verdict failuresStandStill(Evidence evidence) {
        Verdict verdict =
                new Verdict("O1 a failed step stops the enrollment until it is retried, and every retry has a result");
        Map<String, LogEvent> failed = new HashMap<>();
        Map<String, LogEvent> tried = new HashMap<>();
        for (LogEvent event : Fold.streams(evidence, "enrollment", "enrollment")) {
            String id = event.aggregateId();
            LogEvent failure = failed.get(id);
            tried.remove(id);
            if (failure != null && !WHILE_FAILED.contains(event.storedName())) {
                verdict.violated("happened after %s: %s", failure, event);
            }
            switch (event.storedName()) {
                case "enrollment.step-failed" -> {
                    verdict.compared(1);
                    failed.put(id, event);
                }
                case "enrollment.step-retried" -> {
                    verdict.compared(1);
                    if (failure == null || !failure.text("/stepId").equals(event.text("/stepId"))) {
                        verdict.violated("retried without a failure: %s", event);
                    }
                    failed.remove(id);
                    tried.put(id, event);
                }
                case "enrollment.enrollment-ended" -> failed.remove(id);
                default -> {
                    // Other events are no failures.
                }
            }
        }
        tried.values().forEach(event -> verdict.violated("retry without a result: %s", event));
        return verdict;
    }

    private record Day(String sequenceId, String what, String day) {}

    /**
     * The actions of a local day in the log do not exceed their counter, and both are within the cap. Not checked:
     * sequences in the time zone of the record, the seller or the organization, which no event contains.
     */
    static Verdict noDayHasTooMany(Evidence evidence) {
        Verdict verdict = new Verdict("O1 no sequence exceeds its daily cap, and all actions are counted");
        Map<String, JsonNode> versions = new HashMap<>();
        Map<String, Integer> most = new HashMap<>();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                if (event.is("sequences.definition.sequence-activated.v1")) {
                    versions.put(id + " " + event.text("version"), event.data());
                    event.field("dailyCaps").fields().forEachRemaining(cap -> {
                        if (cap.getValue().isNumber()) {
                            most.merge(id + " " + cap.getKey(), cap.getValue().asInt(), Math::max);
                        }
                    });
                }
            }
        });
        Map<Day, Integer> counted = new HashMap<>();
        for (JsonNode row : evidence.rows("enrollment.daily_count")) {
            verdict.compared(1);
            Day day = new Day(
                    row.path("sequence_id").asText(),
                    row.path("what").asText(),
                    row.path("day").asText());
            counted.put(day, row.path("used").asInt());
            Integer cap = most.get(day.sequenceId() + " " + day.what());
            if (cap == null || row.path("used").asInt() > cap) {
                verdict.violated("%s are counted, but the cap is %s: %s", row.path("used"), String.valueOf(cap), day);
            }
        }
        happened(evidence, versions).forEach((day, times) -> {
            verdict.compared(1);
            int places = counted.getOrDefault(day, 0);
            if (times > places) {
                verdict.violated("happened %d times but was counted %d times: %s", times, places, day);
            }
        });
        return verdict;
    }

    private static Map<Day, Integer> happened(Evidence evidence, Map<String, JsonNode> versions) {
        Map<Day, Integer> happened = new HashMap<>();
        Map<String, Boolean> entering = new HashMap<>();
        for (LogEvent event : Fold.streams(evidence, "enrollment", "enrollment")) {
            if (event.storedName().equals("enrollment.step-held")) {
                entering.put(
                        event.aggregateId(), event.payload().path("entering").asBoolean());
            }
            String what =
                    switch (event.storedName()) {
                        case "enrollment.step-opened" -> STEPS;
                        case "enrollment.message-requested" ->
                            event.text("/stepType").equals("automated-text-message") ? TEXTS : EMAILS;
                        case "enrollment.hold-ended" ->
                            event.text("/how").equals("passed") && entering.getOrDefault(event.aggregateId(), false)
                                    ? ENROLLMENTS
                                    : "";
                        default -> "";
                    };
            JsonNode version = versions.get(event.text("/subject/sequenceId") + " " + event.text("/subject/version"));
            if (what.isEmpty()
                    || version == null
                    || !version.path("dailyCaps").path(what).isNumber()) {
                continue;
            }
            zone(version.path("timeZone"))
                    .ifPresent(zone -> happened.merge(
                            new Day(event.text("/subject/sequenceId"), what, day(event, zone)), 1, Integer::sum));
        }
        return happened;
    }

    private static String day(LogEvent event, ZoneId zone) {
        Instant at = event.text("/at").isEmpty() ? event.at() : event.instant("/at");
        return at.atZone(zone).toLocalDate().toString();
    }

    private static Optional<ZoneId> zone(JsonNode rule) {
        if (!rule.isObject()) {
            return Optional.of(ZoneOffset.UTC);
        }
        return rule.path("rule").asText().equals("fixed")
                ? Optional.of(ZoneId.of(rule.path("zone").asText()))
                : Optional.empty();
    }

    /** The related records depend on the state of the record at that time, which no event contains. */
    static Verdict onlyOpenEnrollmentsAskAboutOthers(Evidence evidence) {
        Verdict verdict = new Verdict("O1 no ended enrollment refers to other records");
        Set<String> open = new HashSet<>();
        for (JsonNode row : evidence.rows("enrollment.enrollment")) {
            if (row.path("ended_at").isNull()) {
                open.add(row.path("enrollment_id").asText());
            }
        }
        Set<List<String>> seen = new HashSet<>();
        for (JsonNode row : evidence.rows("enrollment.exit_reference")) {
            verdict.compared(1);
            String id = row.path("enrollment_id").asText();
            if (!open.contains(id) || !seen.add(List.of(id, row.path("to_key").asText()))) {
                verdict.violated("ended, or duplicate: %s", row);
            }
        }
        return verdict;
    }

    /** At rest no change of a record is pending; a lost change would go unnoticed. */
    static Verdict changesWereLookedAt(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every change of a related record was processed");
        for (JsonNode row : evidence.rows("enrollment.related_change")) {
            verdict.compared(1);
            verdict.violated("still pending: %s", row);
        }
        return verdict;
    }
}
