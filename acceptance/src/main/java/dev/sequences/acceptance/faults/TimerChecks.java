package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** O5: every timer fired once, never early, or is still pending; nothing is left over. */
final class TimerChecks {

    private static final Duration DUE_AND_NOT_YET_TAKEN = Duration.ofSeconds(10);

    private static final Set<String> KINDS = Set.of(
            "enrollment wait",
            "enrollment answer",
            "enrollment advance",
            "enrollment hold",
            "enrollment ab-test",
            "enrollment second-look",
            "worklist snooze");

    private static final String DAILY_EVALUATION = "daily-evaluation";
    private static final String STEP_FAILED = "enrollment.step-failed";
    private static final Set<String> OF_THE_RECORD = Set.of("field-missing", "assignee-missing");
    private static final Duration SECOND_LOOK_AFTER = Duration.ofSeconds(30);

    /** Events that an enrollment may have while a step is held. */
    private static final Set<String> WHILE_HELD =
            Set.of("enrollment.step-held", "enrollment.hold-ended", "enrollment.activity-noted");

    private TimerChecks() {}

    static Verdict waits(Evidence evidence) {
        Verdict verdict = new Verdict("O5 every wait ended once and not early, or still has its timer");
        Map<String, LogEvent> started = new HashMap<>();
        Map<String, List<LogEvent>> ended = new HashMap<>();
        for (LogEvent event : evidence.logOf("enrollment")) {
            switch (event.storedName()) {
                case "enrollment.wait-started" -> started.put(event.text("/stepId"), event);
                case "enrollment.wait-ended", "enrollment.step-cancelled" ->
                    ended.computeIfAbsent(event.text("/stepId"), id -> new ArrayList<>())
                            .add(event);
                default -> {
                    // Other events neither start nor end a wait.
                }
            }
        }
        Map<String, Instant> timers = timers(evidence, "enrollment", "wait");
        started.forEach((stepId, start) -> {
            verdict.compared(1);
            List<LogEvent> ends = ended.getOrDefault(stepId, List.of());
            Instant timer = timers.remove(stepId);
            if (ends.size() > 1) {
                verdict.violated("ended %d times: %s", ends.size(), start);
            } else if (ends.isEmpty() && timer == null) {
                verdict.violated("neither ended nor has a timer: %s", start);
            } else if (ends.isEmpty() && !start.instant("/until").equals(timer)) {
                verdict.violated("its timer is due at %s, not at %s: %s", timer, start.text("/until"), start);
            } else if (!ends.isEmpty() && timer != null) {
                verdict.violated("ended and still has a timer: %s", start);
            }
            ends.forEach(end -> notEarly(verdict, start, end));
        });
        ended.forEach((stepId, ends) -> {
            if (!started.containsKey(stepId) && ends.getFirst().storedName().equals("enrollment.wait-ended")) {
                verdict.violated("ended but never started: %s", ends.getFirst());
            }
        });
        timers.forEach((stepId, due) -> verdict.violated("a timer without a wait: step %s, due %s", stepId, due));
        return verdict;
    }

    /** Conditions and waits for an event: an activity may end them early, only the timer ends them at their due time. */
    static Verdict answers(Evidence evidence) {
        Verdict verdict =
                new Verdict("O5 every awaited answer arrived once, early only by an activity, or still has its timer");
        Map<String, LogEvent> awaited = new HashMap<>();
        Map<String, List<LogEvent>> ended = new HashMap<>();
        Set<String> noted = new HashSet<>();
        for (LogEvent event : evidence.logOf("enrollment")) {
            switch (event.storedName()) {
                case "enrollment.answer-awaited" -> {
                    String stepId = event.text("/stepId");
                    LogEvent before = awaited.put(stepId, event);
                    List<LogEvent> earlier = ended.remove(stepId);
                    boolean failed = earlier != null
                            && earlier.size() == 1
                            && earlier.getFirst().storedName().equals(STEP_FAILED);
                    if (before != null && !failed) {
                        verdict.violated("asked again without a failure: %s", event);
                    }
                }
                case "enrollment.condition-evaluated",
                        "enrollment.field-update-concluded",
                        "enrollment.step-cancelled" ->
                    ended.computeIfAbsent(event.text("/stepId"), id -> new ArrayList<>())
                            .add(event);
                case STEP_FAILED -> {
                    if (event.text("/stepType").equals("update-field")) {
                        ended.computeIfAbsent(event.text("/stepId"), id -> new ArrayList<>())
                                .add(event);
                    }
                }
                case "enrollment.activity-noted", "enrollment.call-result-noted" ->
                    noted.add(event.aggregateId() + " " + event.sequence());
                default -> {
                    // Other events neither ask nor answer.
                }
            }
        }
        Map<String, Instant> timers = timers(evidence, "enrollment", "answer");
        awaited.forEach((stepId, question) -> {
            verdict.compared(1);
            List<LogEvent> ends = ended.getOrDefault(stepId, List.of());
            Instant timer = timers.remove(stepId);
            if (ends.size() > 1) {
                verdict.violated("answered %d times: %s", ends.size(), question);
            } else if (ends.isEmpty() && !question.instant("/until").equals(timer)) {
                verdict.violated("not answered, due %s, its timer is %s: %s", question.text("/until"), timer, question);
            } else if (!ends.isEmpty() && timer != null) {
                verdict.violated("answered and still has a timer: %s", question);
            }
            for (LogEvent end : ends) {
                boolean byTimer = end.storedName().equals("enrollment.condition-evaluated")
                        && !noted.contains(end.aggregateId() + " " + (end.sequence() - 1));
                Instant until = question.instant("/until");
                if (byTimer && (end.instant("/at").isBefore(until) || recordedBefore(end, until))) {
                    verdict.violated("answered at %s, before %s, by no activity: %s", end.text("/at"), until, question);
                }
            }
        });
        timers.forEach((stepId, due) -> verdict.violated("a timer without a question: step %s, due %s", stepId, due));
        return verdict;
    }

    /** A held step may be held again, by its timer and not before it is due; until then the enrollment does not move. */
    static Verdict holds(Evidence evidence) {
        Verdict verdict = new Verdict("O5 every hold ended once and not early, or still has its timer");
        Map<String, Instant> timers = timers(evidence, "enrollment", "hold");
        Map<String, LogEvent> held = new HashMap<>();
        for (LogEvent event : Fold.streams(evidence, "enrollment", "enrollment")) {
            LogEvent before = held.get(event.aggregateId());
            boolean begins = event.storedName().equals("enrollment.step-held");
            boolean ends = event.storedName().equals("enrollment.hold-ended");
            if (before != null && !WHILE_HELD.contains(event.storedName())) {
                verdict.violated("happened while a step was held: %s", event);
            } else if (before != null
                    && (begins || ends)
                    && !before.text("/stepId").equals(event.text("/stepId"))) {
                verdict.violated("another step is held: %s", event);
            } else if (before == null && ends) {
                verdict.violated("ended but was not held: %s", event);
            } else if (before != null && (begins || event.text("/how").equals("passed"))) {
                Instant until = before.instant("/until");
                if (event.instant("/at").isBefore(until) || recordedBefore(event, until)) {
                    verdict.violated("at %s, before %s: %s", event.text("/at"), until, event);
                }
            }
            if (begins) {
                verdict.compared(1);
                held.put(event.aggregateId(), event);
            } else if (ends) {
                held.remove(event.aggregateId());
            }
        }
        held.values().forEach(event -> {
            Instant timer = timers.remove(event.text("/stepId"));
            // While a calendar is unknown, the step is checked every minute, but only the first check is stored.
            boolean moved = timer != null
                    && event.text("/reason").equals("holiday-calendar-unknown")
                    && timer.isAfter(event.instant("/until"));
            if (!moved && !event.instant("/until").equals(timer)) {
                verdict.violated("its timer is due at %s, not at %s: %s", timer, event.text("/until"), event);
            }
        });
        timers.forEach((stepId, due) -> verdict.violated("a timer without a hold: step %s, due %s", stepId, due));
        return verdict;
    }

    /** Every failure that a change of the record can resolve is checked again; a check without effect stores no event. */
    static Verdict secondLooks(Evidence evidence) {
        Verdict verdict =
                new Verdict("O5 every step failed by a missing field is checked again, or still has its timer");
        Map<String, Instant> due = new HashMap<>();
        for (LogEvent event : Fold.streams(evidence, "enrollment", "enrollment")) {
            if (event.storedName().equals("enrollment.step-failed") && OF_THE_RECORD.contains(event.text("/code"))) {
                verdict.compared(1);
                due.put(event.text("/stepId"), event.instant("/at").plus(SECOND_LOOK_AFTER));
            }
        }
        Instant now = evidence.clocks().getOrDefault("enrollment", Instant.EPOCH);
        Map<String, Instant> timers = timers(evidence, "enrollment", "second-look");
        due.forEach((stepId, at) -> {
            Instant timer = timers.remove(stepId);
            if (timer == null ? at.isAfter(now) : !timer.equals(at)) {
                verdict.violated("step %s is due at %s, its timer is %s", stepId, at, timer);
            }
        });
        timers.forEach((stepId, at) -> verdict.violated("a timer without a failure: step %s, due %s", stepId, at));
        return verdict;
    }

    /** It exists from the first start of the service and is rescheduled each time; a lost one would end the daily evaluation. */
    static Verdict dailyEvaluation(Evidence evidence) {
        Verdict verdict = new Verdict("O5 the daily evaluation of segments has its timer");
        List<JsonNode> timers = evidence.rows("segment.timer").stream()
                .filter(timer -> timer.path("kind").asText().equals(DAILY_EVALUATION))
                .toList();
        verdict.compared(timers.size());
        if (timers.size() != 1) {
            verdict.violated("%d timers: %s", timers.size(), timers);
        }
        return verdict;
    }

    /** The loss of an unchecked timer would go unnoticed. */
    static Verdict everyTimerIsOfAKnownKind(Evidence evidence) {
        Verdict verdict = new Verdict("O5 every timer is of a kind that is checked, and belongs to an aggregate");
        for (String service : Evidence.SERVICES) {
            Set<String> owners = new HashSet<>();
            evidence.logOf(service).forEach(event -> owners.add(event.aggregateId()));
            if (service.equals("enrollment")) {
                // A test has no events before its decision.
                evidence.rows("enrollment.ab_test")
                        .forEach(test -> owners.add(test.path("ab_test_id").asText()));
            }
            for (JsonNode timer : evidence.rows(service + ".timer")) {
                verdict.compared(1);
                if (service.equals("segment") && timer.path("kind").asText().equals(DAILY_EVALUATION)) {
                    // It belongs to the service.
                    continue;
                }
                if (!KINDS.contains(service + " " + timer.path("kind").asText())) {
                    verdict.violated("%s has a timer of an unchecked kind: %s", service, timer);
                } else if (!owners.contains(timer.path("owner").asText())) {
                    verdict.violated("%s has a timer without an aggregate: %s", service, timer);
                }
            }
        }
        return verdict;
    }

    private static void notEarly(Verdict verdict, LogEvent start, LogEvent end) {
        boolean elapsed = end.storedName().equals("enrollment.wait-ended")
                && end.text("/how").equals("elapsed");
        if (!elapsed) {
            return;
        }
        Instant until = start.instant("/until");
        if (end.instant("/at").isBefore(until) || recordedBefore(end, until)) {
            verdict.violated("ended at %s, before %s: %s", end.text("/at"), until, start);
        }
    }

    static Verdict snoozes(Evidence evidence) {
        Verdict verdict = new Verdict("O5 every snooze ended once and not early, or still has its timer");
        Map<String, Instant> timers = timers(evidence, "worklist", "snooze");
        Map<String, Instant> asleep = new HashMap<>();
        List<LogEvent> log = new ArrayList<>(evidence.logOf("worklist"));
        log.sort(Comparator.comparing(LogEvent::aggregateId).thenComparing(LogEvent::sequence));
        for (LogEvent event : log) {
            String item = event.aggregateId();
            switch (event.storedName()) {
                case "work-item.snoozed" -> {
                    verdict.compared(1);
                    asleep.put(item, event.instant("/until"));
                }
                case "work-item.rescheduled" -> asleep.computeIfPresent(item, (id, due) -> event.instant("/dueAt"));
                case "work-item.resumed" -> {
                    Instant until = asleep.remove(item);
                    if (until == null) {
                        verdict.violated("resumed but was not snoozed: %s", event);
                    } else if (recordedBefore(event, until)) {
                        verdict.violated("resumed before %s: %s", until, event);
                    }
                }
                case "work-item.completed", "work-item.skipped", "work-item.withdrawn" -> asleep.remove(item);
                default -> {
                    // Other events do not end the snooze.
                }
            }
        }
        asleep.forEach((item, until) -> {
            Instant timer = timers.remove(item);
            if (!until.equals(timer)) {
                verdict.violated("item %s is snoozed until %s, but its timer is %s", item, until, timer);
            }
        });
        timers.forEach((item, due) -> verdict.violated("a timer without a snooze: item %s, due %s", item, due));
        return verdict;
    }

    static Verdict nothingIsLate(Evidence evidence) {
        Verdict verdict = new Verdict("O5 no due timer is unprocessed");
        for (String service : Evidence.SERVICES) {
            Instant now = evidence.clocks().getOrDefault(service, Instant.EPOCH);
            for (JsonNode timer : evidence.rows(service + ".timer")) {
                verdict.compared(1);
                if (due(timer).isBefore(now.minus(DUE_AND_NOT_YET_TAKEN))) {
                    verdict.violated("%s: it is %s and %s waits", service, now, timer);
                }
            }
        }
        return verdict;
    }

    /** The log stores times truncated to milliseconds. */
    private static boolean recordedBefore(LogEvent event, Instant moment) {
        return !event.at().plusMillis(1).isAfter(moment);
    }

    static Map<String, Instant> timers(Evidence evidence, String service, String kind) {
        Map<String, Instant> timers = new HashMap<>();
        for (JsonNode timer : evidence.rows(service + ".timer")) {
            String id = timer.path("id").asText();
            if (timer.path("kind").asText().equals(kind)) {
                timers.put(id.substring(id.indexOf(':') + 1), due(timer));
            }
        }
        return timers;
    }

    private static Instant due(JsonNode timer) {
        return OffsetDateTime.parse(timer.path("due_at").asText()).toInstant();
    }
}
