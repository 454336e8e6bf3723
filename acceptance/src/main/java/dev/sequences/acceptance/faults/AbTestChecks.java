package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sequences.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks A/B tests. Messages are events of enrollments; the decision is an event of the test. The log does not contain what
 * customers did with a message after the enrollment ended, so engagement is only counted here.
 */
final class AbTestChecks {

    /** A message and a decision may be in flight at the same time, in either order. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private AbTestChecks() {}

    static Verdict messagesCountOnce(Evidence evidence) {
        Verdict verdict = new Verdict("O4 every message of a running A/B test is counted exactly once");
        Map<String, JsonNode> tests = tests(evidence);
        Map<String, LogEvent> sent = new HashMap<>();
        for (LogEvent event : evidence.logOf("enrollment")) {
            if (event.storedName().equals("enrollment.message-requested")
                    && !event.text("/version").isEmpty()) {
                sent.put(event.text("/stepId"), event);
            }
        }
        Map<String, Integer> figures = new HashMap<>();
        Map<String, List<Instant>> moments = new HashMap<>();
        Set<String> counted = new HashSet<>();
        for (JsonNode row : evidence.rows("enrollment.ab_test_message")) {
            verdict.compared(1);
            String id = row.path("ab_test_id").asText();
            LogEvent event = sent.get(row.path("step_id").asText());
            JsonNode test = tests.getOrDefault(id, MissingNode.getInstance());
            if (!counted.add(row.path("step_id").asText())) {
                verdict.violated("duplicate: %s", row);
            } else if (isDecided(test)) {
                verdict.violated("not deleted after the end of the test: %s", row);
            } else if (event == null || !isOf(test, event) || !matches(row, event)) {
                verdict.violated("%s is counted for %s by %s", String.valueOf(event), test, row);
            }
            figures.merge(id + " sent_" + row.path("version").asText(), 1, Integer::sum);
            if (!row.path("engaged_at").isNull()) {
                figures.merge(id + " engaged_" + row.path("version").asText(), 1, Integer::sum);
            }
            moments.computeIfAbsent(id, key -> new ArrayList<>()).add(moment(row, "sent_at"));
        }
        sent.forEach((stepId, event) -> {
            verdict.compared(1);
            if (!counted.contains(stepId)
                    && tests.values().stream()
                            .noneMatch(test -> isOf(test, event) && (isDecided(test) || over(test, event)))) {
                verdict.violated("is not counted: %s", event);
            }
        });
        Map<String, Instant> activated = activated(evidence);
        tests.forEach((id, test) -> {
            if (isDecided(test)) {
                hasCountedWhatWasSent(verdict, id, test, sent.values());
            } else {
                for (String figure : List.of("sent_a", "sent_b", "engaged_a", "engaged_b")) {
                    int wanted = figures.getOrDefault(id + " " + figure, 0);
                    if (test.path(figure).asInt(-1) != wanted) {
                        verdict.violated(
                                "%s is %s, but there are %d messages: %s", figure, test.path(figure), wanted, id);
                    }
                }
            }
            Instant began = moment(test, "started_at");
            if (began.isBefore(activated.getOrDefault(version(test), Instant.MAX))
                    || moments.getOrDefault(id, List.of()).stream().anyMatch(at -> at.isBefore(began))) {
                verdict.violated("started outside the interval from activation to first message: %s", test);
            }
        });
        return verdict;
    }

    /** The messages of an ended test are deleted, but the log still has them. */
    private static void hasCountedWhatWasSent(
            Verdict verdict, String id, JsonNode test, Collection<LogEvent> messages) {
        for (String version : List.of("a", "b")) {
            List<LogEvent> sent = messages.stream()
                    .filter(event -> isOf(test, event) && event.text("/version").equals(version))
                    .toList();
            long atLeast = sent.stream().filter(event -> !over(test, event)).count();
            long atMost = sent.stream()
                    .filter(event -> event.instant("/at")
                            .isBefore(moment(test, "decided_at").plus(AT_ONCE)))
                    .count();
            long counted = test.path("sent_" + version).asLong(-1);
            if (counted < atLeast || counted > atMost) {
                verdict.violated(
                        "sent_%s is %d, but %d to %d messages were sent: %s", version, counted, atLeast, atMost, id);
            }
        }
    }

    private static boolean isDecided(JsonNode test) {
        return !test.path("decided_at").isMissingNode()
                && !test.path("decided_at").isNull();
    }

    private static String version(JsonNode test) {
        return test.path("sequence_id").asText() + " " + test.path("version").asText();
    }

    /** When each version went live. */
    private static Map<String, Instant> activated(Evidence evidence) {
        Map<String, Instant> activated = new HashMap<>();
        for (LogEvent event : evidence.logOf("designer")) {
            if (event.storedName().equals("sequence.activated")) {
                activated.put(event.aggregateId() + " " + event.text("/version"), event.at());
            }
        }
        return activated;
    }

    private static boolean isOf(JsonNode test, LogEvent event) {
        return test.path("sequence_id").asText().equals(event.text("/subject/sequenceId"))
                && test.path("step_key").asText().equals(event.text("/stepKey"));
    }

    private static boolean matches(JsonNode row, LogEvent event) {
        return row.path("version").asText().equals(event.text("/version"))
                && row.path("record_key")
                        .asText()
                        .equals(event.text("/subject/recordType") + ":" + event.text("/subject/recordId"))
                && moment(row, "sent_at").equals(event.instant("/at").truncatedTo(ChronoUnit.MICROS));
    }

    /** Messages sent after the end are not part of the test. */
    private static boolean over(JsonNode test, LogEvent event) {
        Instant at = event.instant("/at");
        return (!test.path("ends_at").isNull() && !at.isBefore(moment(test, "ends_at")))
                || (!test.path("decided_at").isNull()
                        && !at.isBefore(moment(test, "decided_at").minus(AT_ONCE)));
    }

    /** Also checks that it matches its node and has a timer for its end while it runs. */
    static Verdict testsAreDecidedOnce(Evidence evidence) {
        Verdict verdict = new Verdict("O5 every A/B test is decided once and not early, or still has its timer");
        Map<String, Instant> timers = TimerChecks.timers(evidence, "enrollment", "ab-test");
        Map<String, List<LogEvent>> decisions = new HashMap<>();
        for (LogEvent event : Fold.streams(evidence, "enrollment", "ab-test")) {
            decisions
                    .computeIfAbsent(event.aggregateId(), id -> new ArrayList<>())
                    .add(event);
        }
        Map<String, JsonNode> drawn = drawn(evidence);
        Map<String, JsonNode> tests = tests(evidence);
        if (tests.size() != evidence.rows("enrollment.ab_test").size()) {
            verdict.violated("duplicate test");
        }
        tests.forEach((id, test) -> {
            verdict.compared(1);
            JsonNode node = drawn.getOrDefault(
                    test.path("sequence_id").asText() + " "
                            + test.path("version").asText() + " "
                            + test.path("step_key").asText(),
                    MissingNode.getInstance());
            if (!isDrawn(test, node)) {
                verdict.violated("%s does not match its node %s", test, node);
            }
            List<LogEvent> announced = decisions.getOrDefault(id, List.of());
            Instant timer = timers.remove(id);
            if (test.path("decided_at").isNull()) {
                boolean ends = !test.path("ends_at").isNull();
                if (!announced.isEmpty()
                        || Stream.of("outcome", "winner", "decided_by")
                                .anyMatch(column -> !test.path(column).isNull())) {
                    verdict.violated("still running, but has a decision: %s %s", test, announced);
                }
                // The designer stores nanoseconds: the column rounds them, and the timer is never early.
                Instant latest = ends ? moment(test, "ends_at").plus(1, ChronoUnit.MICROS) : Instant.MAX;
                if (ends && (timer == null || timer.isAfter(latest))) {
                    verdict.violated("its timer is due at %s: %s", timer, test);
                }
            } else if (announced.size() != 1 || !isTold(test, announced.getFirst())) {
                verdict.violated("%s was published as %s", test, announced);
            } else if (test.path("outcome").asText().equals("not-conclusive")
                    && (!test.path("winner").equals(test.path("default_version"))
                            || moment(test, "decided_at").isBefore(moment(test, "ends_at")))) {
                verdict.violated("ended early, or did not use its default version: %s", test);
            }
        });
        decisions.keySet().stream()
                .filter(id -> !tests.containsKey(id))
                .forEach(id -> verdict.violated("missing test %s", id));
        timers.forEach((id, due) -> verdict.violated("a timer without a test: %s, due %s", id, due));
        return verdict;
    }

    private static boolean isTold(JsonNode test, LogEvent event) {
        Map<String, String> columns = Map.of(
                "sequence_id", "/sequenceId",
                "step_key", "/stepKey",
                "outcome", "/outcome",
                "winner", "/winner",
                "winning_metric", "/winningMetric",
                "decided_by", "/by");
        Map<String, String> figures =
                Map.of("sent_a", "/sentA", "engaged_a", "/engagedA", "sent_b", "/sentB", "engaged_b", "/engagedB");
        return columns.entrySet().stream()
                        .allMatch(one -> test.path(one.getKey()).asText().equals(event.text(one.getValue())))
                && moment(test, "decided_at").equals(event.instant("/at").truncatedTo(ChronoUnit.MICROS))
                && figures.entrySet().stream()
                        .allMatch(one -> test.path(one.getKey()).asLong()
                                == event.payload().at(one.getValue()).asLong());
    }

    private static boolean isDrawn(JsonNode test, JsonNode node) {
        Map<String, String> columns = Map.of(
                "name", "/name",
                "template_a", "/abTest/a/templateId",
                "template_b", "/abTest/b/templateId",
                "share_of_a", "/abTest/shareOfA",
                "winning_metric", "/abTest/winningMetric",
                "default_version", "/abTest/defaultVersion");
        JsonNode end = node.at("/abTest/endsAt");
        boolean ends = end.isTextual();
        return columns.entrySet().stream().allMatch(one -> test.path(one.getKey())
                        .asText()
                        .equals(node.at(one.getValue()).asText()))
                && ends == !test.path("ends_at").isNull()
                && (!ends || sameMicrosecond(moment(test, "ends_at"), end.asText()));
    }

    /** The designer stores nanoseconds; the table rounds. */
    private static boolean sameMicrosecond(Instant kept, String said) {
        Duration apart = Duration.between(kept, OffsetDateTime.parse(said).toInstant());
        return apart.abs().compareTo(Duration.ofNanos(1_000)) < 0;
    }

    /** The nodes of all versions. */
    private static Map<String, JsonNode> drawn(Evidence evidence) {
        Map<String, JsonNode> drawn = new HashMap<>();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                if (event.is("sequences.definition.sequence-activated.v1")) {
                    event.field("graph")
                            .path("nodes")
                            .forEach(node -> drawn.put(
                                    id + " " + event.text("version") + " "
                                            + node.path("key").asText(),
                                    node));
                }
            }
        });
        return drawn;
    }

    private static Map<String, JsonNode> tests(Evidence evidence) {
        Map<String, JsonNode> tests = new HashMap<>();
        evidence.rows("enrollment.ab_test")
                .forEach(test -> tests.put(test.path("ab_test_id").asText(), test));
        return tests;
    }

    private static Instant moment(JsonNode row, String column) {
        return row.path(column).isTextual()
                ? OffsetDateTime.parse(row.path(column).asText()).toInstant()
                : Instant.MAX;
    }
}
