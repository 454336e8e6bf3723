package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Topics;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that an event of one service has its effect in the next service exactly once. */
final class EffectChecks {

    private static final Set<String> ONCE_PER_NODE = Set.of(
            "enrollment.step-opened",
            "enrollment.wait-started",
            "enrollment.wait-ended",
            "enrollment.message-requested",
            "enrollment.answer-awaited",
            "enrollment.condition-evaluated",
            "enrollment.field-update-requested",
            "enrollment.step-completed",
            "enrollment.step-skipped",
            "enrollment.step-cancelled");

    private static final Set<String> LIVE = Set.of("open", "snoozed", "waiting");

    private EffectChecks() {}

    static Verdict stepsBecomeWorkItems(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every step and wait is on the work list exactly once");
        Map<String, Integer> opened = new HashMap<>();
        for (TopicRecord event : distinct(evidence, Topics.WORK_ITEMS)) {
            if (event.is("sequences.work-item.work-item-opened.v1")) {
                opened.merge(event.text("stepId"), 1, Integer::sum);
            }
        }
        for (TopicRecord event : distinct(evidence, Topics.ENROLLMENTS)) {
            if (event.is("sequences.enrollment.step-opened.v1") || event.is("sequences.enrollment.wait-started.v1")) {
                verdict.compared(1);
                Integer times = opened.remove(event.text("stepId"));
                if (times == null || times != 1) {
                    verdict.violated("%d work items for %s", times == null ? 0 : times, event);
                }
            }
        }
        // Messages, conditions and commands have no work item.
        opened.forEach(
                (stepId, times) -> verdict.violated("%d work items for step %s, which never opened", times, stepId));
        return verdict;
    }

    /** Every node is executed once: no message is requested twice, no field set twice, no condition evaluated twice. */
    static Verdict walksPassEachNodeOnce(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every enrollment executes each node once, and automatic steps are completed");
        Set<String> passed = new HashSet<>();
        Map<String, LogEvent> unsent = new HashMap<>();
        for (LogEvent event : evidence.logOf("enrollment")) {
            if (event.storedName().equals("enrollment.step-retried")) {
                // A retry executes the failed step from its beginning.
                ONCE_PER_NODE.forEach(name -> passed.remove(name + " " + event.text("/stepId")));
            } else if (ONCE_PER_NODE.contains(event.storedName())) {
                verdict.compared(1);
                if (!passed.add(event.storedName() + " " + event.text("/stepId"))) {
                    verdict.violated("executed twice: %s", event);
                }
            }
            String place = event.aggregateId() + " " + event.text("/stepId") + " ";
            if (event.storedName().equals("enrollment.message-requested")) {
                unsent.put(place + (event.sequence() + 1), event);
            } else if (event.storedName().equals("enrollment.step-completed")) {
                unsent.remove(place + event.sequence());
            }
        }
        unsent.values().forEach(event -> verdict.violated("not completed immediately after the request: %s", event));
        return verdict;
    }

    static Verdict activitiesAreTakenOnce(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every activity is recorded, and delivered once to each enrollment");
        Set<String> recordedIds = new HashSet<>();
        evidence.rows("enrollment.activity")
                .forEach(row -> recordedIds.add(row.path("activity_id").asText()));
        for (TopicRecord said : evidence.recordsOf(Topics.CRM_ACTIVITIES)) {
            if (said.data() != null && !said.key().startsWith(Checker.GARBAGE)) {
                verdict.compared(1);
                if (!recordedIds.contains(said.text("activityId"))) {
                    verdict.violated("never recorded: %s", said);
                }
            }
        }
        Set<String> deliveredKeys = new HashSet<>();
        for (LogEvent event : evidence.logOf("enrollment")) {
            if (event.storedName().equals("enrollment.activity-noted")) {
                verdict.compared(1);
                if (!recordedIds.contains(event.text("/activityId"))) {
                    verdict.violated("not recorded as received: %s", event);
                }
                if (!deliveredKeys.add(event.aggregateId() + " " + event.text("/activityId"))) {
                    verdict.violated("delivered twice: %s", event);
                }
            }
        }
        return verdict;
    }

    /** At rest both services agree on the open steps, their assignees and due times. */
    static Verdict theListShowsWhatIsOpen(Evidence evidence) {
        Verdict verdict = new Verdict("O1 the work list has exactly the open steps of all enrollments");
        Map<String, JsonNode> open = new HashMap<>();
        for (JsonNode row : evidence.rows("enrollment.enrollment")) {
            JsonNode step = row.path("current_step");
            // Awaited answers, held steps and failed steps have no work item.
            boolean wait = step.path("waitingFor").asText().equals("wait");
            if (step.path("status").asText().equals("open") || wait) {
                open.put(step.path("id").asText(), step);
            }
        }
        for (JsonNode item : evidence.rows("worklist.work_item")) {
            if (!LIVE.contains(item.path("status").asText())) {
                continue;
            }
            verdict.compared(1);
            JsonNode step = open.remove(item.path("step_id").asText());
            if (step == null) {
                verdict.violated("no open step for %s", item);
            } else if (!step.path("assigneeType")
                            .asText()
                            .equals(item.path("assignee_type").asText())
                    || !step.path("assigneeId")
                            .asText()
                            .equals(item.path("assignee_id").asText())
                    || !moment(step.path("dueAt")).equals(moment(item.path("due_at")))) {
                verdict.violated("the enrollment has %s, but the list has %s", step, item);
            }
        }
        open.values().forEach(step -> verdict.violated("is on no work list: %s", step));
        return verdict;
    }

    /** In the precision of the database. */
    private static String moment(JsonNode text) {
        try {
            return OffsetDateTime.parse(text.asText())
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS)
                    .toString();
        } catch (DateTimeParseException e) {
            return text.asText();
        }
    }

    static Verdict openEnrollmentsHoldTheirClaims(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every open enrollment has the claim on its record, and no ended one has");
        Map<String, String> claims = new HashMap<>();
        for (JsonNode claim : evidence.rows("enrollment.claim")) {
            if (claim.path("kind").asText().equals("open-enrollment")) {
                claims.put(claim.path("key").asText(), claim.path("holder").asText());
            }
        }
        for (JsonNode row : evidence.rows("enrollment.enrollment")) {
            if (row.path("ended_at").isNull()) {
                verdict.compared(1);
                String key = row.path("sequence_id").asText() + "/"
                        + row.path("record_type").asText() + "/"
                        + row.path("record_id").asText();
                String holder = claims.remove(key);
                if (!row.path("enrollment_id").asText().equals(holder)) {
                    verdict.violated(
                            "%s is claimed by %s, but the open one is %s", key, holder, row.path("enrollment_id"));
                }
            }
        }
        claims.forEach((key, holder) -> verdict.violated("%s is claimed by %s, which is not open", key, holder));
        return verdict;
    }

    /** Rebuilds start from the archive: a lost event there would only show at the next rebuild. */
    static Verdict theArchiveHasEveryEventOnce(Evidence evidence) {
        Verdict verdict = new Verdict("O4 insights: the archive has every event of its topics once");
        Map<String, Integer> archived = new HashMap<>();
        for (JsonNode row : evidence.rows("insights.event_archive")) {
            archived.merge(
                    row.path("topic").asText() + " " + row.path("key").asText() + " #"
                            + row.path("sequence").asText() + " "
                            + row.path("event_id").asText(),
                    1,
                    Integer::sum);
        }
        for (String topic : List.of(Topics.ENROLLMENTS, Topics.DEFINITIONS)) {
            for (TopicRecord event : distinct(evidence, topic)) {
                if (event.key().startsWith(Checker.GARBAGE)) {
                    continue;
                }
                verdict.compared(1);
                Integer times = archived.remove(topic + " " + event.key() + " #" + event.sequence() + " " + event.id());
                if (times == null || times != 1) {
                    verdict.violated("%d times in the archive: %s", times == null ? 0 : times, event);
                }
            }
        }
        archived.forEach(
                (event, times) -> verdict.violated("%d times in the archive, but on no topic: %s", times, event));
        return verdict;
    }

    static Verdict doneWorkMovesTheEnrollment(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every closed work item has closed its step exactly once");
        Map<String, List<String>> closings = new HashMap<>();
        for (TopicRecord event : distinct(evidence, Topics.ENROLLMENTS)) {
            switch (event.type()) {
                case "sequences.enrollment.step-completed.v1",
                        "sequences.enrollment.step-skipped.v1",
                        "sequences.enrollment.step-cancelled.v1" ->
                    closings.computeIfAbsent(event.text("stepId"), id -> new ArrayList<>())
                            .add(event.type());
                default -> {
                    // Other events close no step.
                }
            }
        }
        for (TopicRecord event : distinct(evidence, Topics.WORK_ITEMS)) {
            String wanted =
                    switch (event.type()) {
                        case "sequences.work-item.work-item-completed.v1" -> "step-completed";
                        case "sequences.work-item.work-item-skipped.v1" -> "step-skipped";
                        default -> "";
                    };
            if (wanted.isEmpty()) {
                continue;
            }
            verdict.compared(1);
            List<String> closed = closings.getOrDefault(event.text("stepId"), List.of());
            boolean asWanted = closed.equals(List.of("sequences.enrollment." + wanted + ".v1"));
            // An enrollment that ended in the meantime cancelled the step before the seller's event arrived.
            boolean ended = closed.equals(List.of("sequences.enrollment.step-cancelled.v1"));
            if (!asWanted && !ended) {
                verdict.violated("%s led to %s", event, closed);
            }
        }
        return verdict;
    }

    private static List<TopicRecord> distinct(Evidence evidence, String topic) {
        return TopicChecks.withoutRepeats(evidence, topic).values().stream()
                .flatMap(List::stream)
                .toList();
    }
}
