package dev.sequences.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.acceptance.faults.Command.Outcome;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An oracle that finds nothing proves nothing: each kind of damage is done to a real run, and must be found. */
class CheckerTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * Columns that no event tells: who did it stands in the metadata of the log, what is searched in the words of steps is cut by the
     * database itself, and the rest is the service's own bookkeeping.
     */
    private static final Set<String> NOT_COMPARED = Set.of(
            "designer.sequence_catalogue changed_by",
            "designer.sequence_version author",
            "designer.sequence_search step_words",
            "designer.message_template changed_by",
            "designer.message_template placeholders",
            "designer.holiday_calendar changed_by",
            "worklist.sequence_name sequence",
            "segment.segment created_by",
            "segment.membership joined_at",
            // Of one that has left; while it is a member it counts, as a test of its own tells.
            "segment.membership rule_version");

    @Test
    void findsNothingWrongWithAHealthyRun() {
        assertThat(broken(run -> {})).isEmpty();
    }

    @Test
    void hasMetEveryEventButThoseOfRaces() {
        Set<String> missing = new TreeSet<>(StoredEvents.all().keySet());
        new CapturedRun().log.forEach(event -> missing.remove(event.storedName()));
        assertThat(missing).isSubsetOf("work-item.handed-over", "work-item.rescheduled");
    }

    @Test
    void looksAtEvidenceFromAFileAsAtTheSuiteItself() throws Exception {
        StringWriter file = new StringWriter();
        Evidence evidence = new CapturedRun().evidence();
        EvidenceFile.write(evidence, file);
        assertThat(EvidenceFile.read(new StringReader(file.toString()))).isEqualTo(evidence);
    }

    // The log and the commands

    private static void acknowledge(CapturedRun run, Outcome outcome) {
        run.history.add(new Command(
                "key",
                "snooze",
                "worklist",
                "work-item.snoozed",
                Map.of("/until", run.event("work-item.snoozed").text("/until")),
                outcome,
                200));
    }

    @Test
    void findsAnAcknowledgedCommandWithoutItsEvent() {
        assertThat(broken(run -> acknowledge(run, Outcome.ACKNOWLEDGED))).isEmpty();
        assertThat(broken(run -> {
                    acknowledge(run, Outcome.ACKNOWLEDGED);
                    run.log.remove(run.event("work-item.snoozed"));
                }))
                .anyMatch(property -> property.contains("every acknowledged command"));
    }

    @Test
    void findsACommandThatHadItsEffectTwice() {
        assertThat(broken(run -> {
                    acknowledge(run, Outcome.UNKNOWN);
                    LogEvent snoozed = run.event("work-item.snoozed");
                    run.log.add(CapturedRun.again(snoozed, run.endOf(snoozed.aggregateId())));
                }))
                .anyMatch(property -> property.contains("every acknowledged command"));
    }

    @Test
    void findsARefusedCommandThatWasDoneAllTheSame() {
        assertThat(broken(run -> acknowledge(run, Outcome.REFUSED)))
                .containsExactly("O1 every acknowledged command has its effect exactly once");
    }

    static List<LogEvent> events() {
        return new CapturedRun().log;
    }

    @ParameterizedTest
    @MethodSource("events")
    void findsAnyEventThatIsLost(LogEvent event) {
        assertThat(broken(run -> run.log.remove(event)))
                .as("lost with its record still on the topic, or with a row in a view")
                .isNotEmpty();
        assertThat(broken(run -> {
                    run.log.remove(event);
                    run.topics.removeIf(record -> record.id().equals(event.eventId()));
                }))
                .as("lost everywhere")
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void findsAnyEventThatIsThereTwice(LogEvent event) {
        assertThat(broken(run -> run.log.add(event)))
                .contains("O2 the sequence of each aggregate is dense, no event is there twice");
        assertThat(broken(run -> run.log.add(CapturedRun.again(event, run.endOf(event.aggregateId())))))
                .as("as another event")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enrollment.invented",
                "work-item.invented",
                "sequence.invented",
                "holiday-calendar.invented",
                "membership.invented"
            })
    void saysSoWhenNobodyHasToldWhatAnEventIs(String name) {
        String service = Map.of(
                        "enrollment",
                        "enrollment",
                        "work-item",
                        "worklist",
                        "sequence",
                        "designer",
                        "holiday-calendar",
                        "designer",
                        "membership",
                        "segment")
                .get(name.substring(0, name.indexOf('.')));
        assertThat(broken(run ->
                        run.log.add(new LogEvent(service, "new", 0, "new-0", name, Instant.EPOCH, JSON.objectNode()))))
                .anyMatch(property -> property.contains("is on its topic"))
                .anyMatch(property -> property.startsWith("O4"));
    }

    // Topics

    static Stream<TopicRecord> ofServices() {
        return new CapturedRun()
                .topics.stream().filter(record -> !record.topic().startsWith("crm."));
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void findsAnyEventThatNeverReachedItsTopic(TopicRecord record) {
        assertThat(broken(run -> run.topics.remove(record))).anyMatch(property -> property.contains("is on its topic"));
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void findsAnyRecordThatSaysWhatItsEventDoesNot(TopicRecord record) {
        assertThat(broken(run -> {
                    Map<String, String> headers = new HashMap<>(record.headers());
                    headers.put(Headers.TYPE, "sequences.enrollment.step-rescheduled.v1");
                    run.topics.set(run.topics.indexOf(record), CapturedRun.copy(record, headers));
                }))
                .as("of another type")
                .satisfies(found -> assertThat(found.isEmpty())
                        .isEqualTo(record.type().equals("sequences.enrollment.step-rescheduled.v1")));
        assertThat(broken(run -> {
                    ObjectNode other = record.data().deepCopy();
                    other.put("stepKey", "another")
                            .put("name", "another")
                            .put("segmentId", "another")
                            .put("id", "another");
                    run.topics.add(CapturedRun.copy(record, other));
                }))
                .anyMatch(property -> property.contains("repeats say the same"));
    }

    @Test
    void leavesARepeatAloneThatSaysTheSame() {
        assertThat(broken(run -> new ArrayList<>(run.topics)
                        .forEach(record -> run.topics.add(CapturedRun.copy(record, record.data())))))
                .isEmpty();
    }

    @Test
    void findsARecordOutOfOrder() {
        assertThat(broken(run -> {
                    TopicRecord first = run.record(run.event("enrollment.record-enrolled"));
                    run.topics.remove(first);
                    run.topics.add(first);
                }))
                .containsExactly("O3 every record has an event behind it, its repeats say the same, keys keep order");
    }

    @Test
    void findsAPrivateEventThatIsTold() {
        assertThat(broken(run -> {
                    LogEvent asked = run.event("enrollment.answer-awaited");
                    TopicRecord other = run.record(run.event("enrollment.record-enrolled"));
                    Map<String, String> headers = new HashMap<>(other.headers());
                    headers.put(Headers.ID, asked.eventId());
                    headers.put(Headers.SEQUENCE, Headers.sequence(asked.sequence()));
                    run.topics.add(CapturedRun.copy(other, headers));
                }))
                .anyMatch(property -> property.contains("is on its topic"));
    }

    @Test
    void findsACrmRecordThatWasNotSentOrIsOfYesterday() {
        assertThat(broken(run -> run.topics.removeIf(record -> record.topic().equals(Topics.CRM_RECORDS)
                        && record.key().contains("cyd-"))))
                .anyMatch(property -> property.contains("every record that came in here"));
        assertThat(broken(run -> {
                    List<TopicRecord> ofCyd = run.topics.stream()
                            .filter(record -> record.topic().equals(Topics.CRM_RECORDS)
                                    && record.key().contains("cyd-"))
                            .toList();
                    run.topics.remove(ofCyd.getLast());
                }))
                .anyMatch(property -> property.contains("every record that came in here"))
                .anyMatch(property -> property.contains("every copy of the CRM's records"));
    }

    // Views

    static Stream<String> views() {
        return Stream.concat(
                ViewChecks.tables().stream(), Stream.of("segment.record", "worklist.record_card", "enrollment.record"));
    }

    @ParameterizedTest
    @MethodSource("views")
    void findsAnyAlteredColumnOfAnyView(String table) {
        int rows = new CapturedRun().rows(table).size();
        assertThat(rows).as("rows of %s", table).isPositive();
        boolean copy = table.contains("record");
        Set<String> unseen = new TreeSet<>();
        for (int number = 0; number < rows; number++) {
            int row = number;
            if (isEmptyCounter(new CapturedRun().rows(table).get(row))) {
                // A counter from which everything has moved away: it may be there or not.
                continue;
            }
            new CapturedRun().rows(table).get(row).fieldNames().forEachRemaining(column -> {
                if (broken(run -> run.alter(
                                table,
                                row,
                                column,
                                other(run.rows(table).get(row).path(column))))
                        .isEmpty()) {
                    unseen.add(table + " " + column);
                }
            });
        }
        if (copy) {
            unseen.removeAll(OF_COPIES);
        }
        unseen.removeAll(NOT_COMPARED);
        assertThat(unseen).as("columns of %s that may say anything", table).isEmpty();
    }

    /** What a copy of a record keeps for itself. */
    private static final Set<String> OF_COPIES = Set.of(
            "segment.record actor",
            "segment.record changed_at",
            "segment.record closed_as",
            "segment.record correlation_id",
            "segment.record origin",
            "worklist.record_card score",
            "worklist.record_card sequence",
            "enrollment.record fields",
            "enrollment.record key");

    private static boolean isEmptyCounter(JsonNode row) {
        return row.path("entered").asInt(1) == 0 || row.path("enrollments").asInt(1) == 0;
    }

    private static JsonNode other(JsonNode value) {
        if (value.isBoolean()) {
            return JSON.booleanNode(!value.asBoolean());
        }
        if (value.isNumber()) {
            return JSON.numberNode(value.asLong() + 1);
        }
        return JSON.textNode("another");
    }

    @ParameterizedTest
    @MethodSource("views")
    void findsAnyMissingRowAndOneTooMany(String table) {
        for (int number = 0; number < new CapturedRun().rows(table).size(); number++) {
            int row = number;
            if (isEmptyCounter(new CapturedRun().rows(table).get(row))) {
                // A counter from which everything has moved away: it may be there or not.
                continue;
            }
            assertThat(broken(run -> run.rows(table).remove(row)))
                    .as("without row %d of %s", row, table)
                    .isNotEmpty();
            assertThat(broken(run -> run.rows(table).add(run.rows(table).get(row))))
                    .as("row %d of %s twice", row, table)
                    .isNotEmpty();
        }
    }

    @Test
    void findsAMemberByAnotherVersionOfTheRule() {
        List<JsonNode> members = new CapturedRun().rows("segment.membership");
        assertThat(broken(run -> {
                    for (int i = 0; i < members.size(); i++) {
                        if (!members.get(i).path("segment_id").isNull()) {
                            run.alter("segment.membership", i, "rule_version", JSON.numberNode(77));
                        }
                    }
                }))
                .containsExactly("O4 the memberships are the fold of their log");
    }

    @Test
    void findsATableThatIsNotThereAnyMore() {
        assertThat(broken(run -> run.rows("insights.step_fact").clear()))
                .contains("O4 insights: steps are the fold of the topic");
    }

    @Test
    void findsAGapInTheArchive() {
        assertThat(broken(run -> run.rows("insights.event_archive").removeFirst()))
                .containsExactly("O4 insights: the archive has every event of its topics once");
        assertThat(broken(run -> run.rows("insights.event_archive")
                        .add(run.rows("insights.event_archive").getFirst())))
                .containsExactly("O4 insights: the archive has every event of its topics once");
    }

    // From one service to the next

    @Test
    void findsAStepThatIsOnNobodysList() {
        assertThat(broken(run -> run.topics.remove(run.record(run.event("work-item.opened")))))
                .anyMatch(property -> property.contains("on the work list exactly once"));
    }

    @Test
    void findsWorkThatWasDoneAndMovedNothing() {
        assertThat(broken(run -> {
                    LogEvent done = run.event("work-item.completed");
                    run.topics.removeIf(record -> record.is("sequences.enrollment.step-completed.v1")
                            && record.text("stepId").equals(done.text("/step/stepId")));
                }))
                .anyMatch(property -> property.contains("closed its step"));
    }

    @Test
    void findsAnActivityThatWasNeverTaken() {
        assertThat(broken(run -> run.rows("enrollment.activity").clear()))
                .containsExactly("O1 every activity is taken, and told once to each enrollment");
    }

    @Test
    void findsARecordThatWasAdvancedToNowhere() {
        LogEvent come = new CapturedRun()
                .log.stream()
                        .filter(event -> event.text("/source").equals("command"))
                        .findFirst()
                        .orElseThrow();
        assertThat(broken(run -> run.log.removeIf(event -> event.aggregateId().equals(come.aggregateId()))))
                .anyMatch(property -> property.contains("every advance"));
        assertThat(broken(run -> run.log.remove(run.event("enrollment.advance-requested"))))
                .anyMatch(property -> property.contains("every advance"));
    }

    @Test
    void findsAClaimOfAnEnrollmentThatIsOver() {
        LogEvent ended = new CapturedRun().event("enrollment.enrollment-ended");
        assertThat(broken(run -> run.add(
                        "enrollment.claim",
                        "{'kind':'open-enrollment','key':'s/lead/r','holder':'" + ended.aggregateId() + "'}")))
                .containsExactly("O1 every open enrollment holds the claim on its record, and no ended one does");
    }

    // Timers

    @ParameterizedTest
    @ValueSource(strings = {"enrollment.wait-ended", "enrollment.condition-evaluated"})
    void findsATimerThatWasLost(String end) {
        LogEvent lost = new CapturedRun()
                .log.stream()
                        .filter(event -> event.storedName().equals(end))
                        .filter(event -> !event.text("/stepType").endsWith("phone-condition")
                                && !event.text("/stepType").equals("field-condition"))
                        .findFirst()
                        .orElseThrow();
        assertThat(broken(run -> run.log.remove(lost))).anyMatch(property -> property.startsWith("O5 every"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrollment.wait-ended", "work-item.resumed"})
    void findsATimerThatFiredTwice(String end) {
        assertThat(broken(run -> {
                    LogEvent event = run.event(end);
                    run.log.add(CapturedRun.again(event, run.endOf(event.aggregateId())));
                }))
                .anyMatch(property -> property.startsWith("O5 every"));
    }

    @Test
    void findsAnAnswerThatCameTwice() {
        assertThat(broken(run -> {
                    LogEvent asked = run.event("enrollment.answer-awaited");
                    LogEvent answer = run.log.stream()
                            .filter(event -> event.storedName().equals("enrollment.condition-evaluated")
                                    && event.text("/stepId").equals(asked.text("/stepId")))
                            .findFirst()
                            .orElseThrow();
                    run.log.add(CapturedRun.again(answer, run.endOf(answer.aggregateId())));
                }))
                .anyMatch(property -> property.startsWith("O5 every awaited answer"));
    }

    @Test
    void findsAWaitThatEndedEarly() {
        assertThat(broken(run -> {
                    LogEvent elapsed = run.log.stream()
                            .filter(event -> event.text("/how").equals("elapsed"))
                            .findFirst()
                            .orElseThrow();
                    Instant until = elapsed.instant("/until");
                    run.alter(elapsed, "at", until.minusNanos(1_000).toString());
                }))
                .anyMatch(property -> property.contains("every wait ended once and not early"));
    }

    /** An answer before the time that no activity explains was given by a timer that fired early. */
    @Test
    void findsAnAnswerThatCameEarlyByItself() {
        assertThat(broken(run -> {
                    LogEvent asked = run.event("enrollment.answer-awaited");
                    LogEvent noted = run.log.stream()
                            .filter(event -> event.storedName().equals("enrollment.activity-noted")
                                    && event.aggregateId().equals(asked.aggregateId())
                                    && event.sequence() > asked.sequence())
                            .findFirst()
                            .orElseThrow();
                    run.log.set(run.log.indexOf(noted), CapturedRun.named(noted, "enrollment.advance-requested"));
                }))
                .anyMatch(property -> property.startsWith("O5 every awaited answer"));
    }

    @Test
    void findsATimerThatIsDueAndOneThatBelongsToNothing() {
        for (String kind : List.of("wait", "answer", "hold")) {
            assertThat(broken(run -> run.add(
                            "enrollment.timer",
                            "{'id':'%s:t9','kind':'%s','owner':'e9','due_at':'2026-01-01T00:00:00+00:00'}"
                                    .formatted(kind, kind))))
                    .anyMatch(property -> property.contains("due and not taken"))
                    .anyMatch(property -> property.contains("belongs to an aggregate"))
                    .anyMatch(
                            property -> property.startsWith("O5 every " + (kind.equals("answer") ? "awaited" : kind)));
        }
    }

    @Test
    void findsATimerOfAKindThatNobodyChecks() {
        String owner = new CapturedRun().event("enrollment.record-enrolled").aggregateId();
        assertThat(broken(run -> run.add(
                        "enrollment.timer",
                        "{'id':'new:t9','kind':'new','owner':'" + owner + "','due_at':'2099-01-01T00:00:00+00:00'}")))
                .containsExactly("O5 every timer is of a kind that is checked, and belongs to an aggregate");
    }

    @Test
    void findsAHoldWithoutATimerAndOneThatPassedEarly() {
        assertThat(broken(run -> run.rows("enrollment.timer")
                        .removeIf(timer -> timer.path("kind").asText().equals("hold"))))
                .containsExactly("O5 every hold ended once and not early, or still has its timer");
        assertThat(broken(run -> {
                    LogEvent held = run.event("enrollment.step-held");
                    run.log.stream()
                            .filter(event -> event.storedName().equals("enrollment.hold-ended")
                                    && event.text("/how").equals("passed"))
                            .toList()
                            .forEach(event -> run.alter(event, "at", held.text("/at")));
                }))
                .anyMatch(property -> property.startsWith("O5 every hold"));
    }

    @Test
    void findsATryOfWhatHadNotFailedAndOneThatLedNowhere() {
        assertThat(broken(run -> {
                    LogEvent failed = run.event("enrollment.step-failed");
                    run.log.set(run.log.indexOf(failed), CapturedRun.named(failed, "enrollment.activity-noted"));
                }))
                .anyMatch(property -> property.contains("stands still"));
        assertThat(broken(run -> {
                    LogEvent again = run.event("enrollment.step-retried");
                    run.log.removeIf(event ->
                            event.aggregateId().equals(again.aggregateId()) && event.sequence() > again.sequence());
                }))
                .anyMatch(property -> property.contains("stands still"));
    }

    @Test
    void findsADayOnWhichTooMuchWasCountedOrMoreHappened() {
        for (int used : new int[] {0, 99}) {
            assertThat(broken(run -> run.alter("enrollment.daily_count", 0, "used", JSON.numberNode(used))))
                    .containsExactly("O1 no sequence does more on a day than its cap, and all of it was counted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrollment.ab_test", "enrollment.ab_test_message"})
    void findsAnyAlteredColumnOfATest(String table) {
        Set<String> unseen = new TreeSet<>();
        for (int number = 0; number < new CapturedRun().rows(table).size(); number++) {
            int row = number;
            new CapturedRun().rows(table).get(row).fieldNames().forEachRemaining(column -> {
                if (broken(run -> run.alter(
                                table,
                                row,
                                column,
                                altered(column, run.rows(table).get(row).path(column))))
                        .isEmpty()) {
                    unseen.add(column);
                }
            });
        }
        // When a customer did something is told to no log.
        unseen.remove("engaged_at");
        assertThat(unseen).as("columns of %s that may say anything", table).isEmpty();
    }

    private static JsonNode altered(String column, JsonNode value) {
        return column.endsWith("_at") ? JSON.textNode("2026-01-01T00:00:00+00:00") : other(value);
    }

    @Test
    void findsATestThatWasForgotten() {
        assertThat(broken(run -> run.rows("enrollment.timer")
                        .removeIf(timer -> timer.path("kind").asText().equals("ab-test"))))
                .containsExactly("O5 every A/B test is decided once and not early, or still has its timer");
        assertThat(broken(run -> run.rows("enrollment.ab_test_message").removeFirst()))
                .containsExactly("O4 every message of a running A/B test is counted once, and nothing else");
    }

    @Test
    void findsAnEnrollmentThatAsksAboutOthersAfterItsEnd() {
        LogEvent ended = new CapturedRun().event("enrollment.enrollment-ended");
        assertThat(broken(run -> run.add(
                        "enrollment.exit_reference",
                        "{'to_key':'account:a','enrollment_id':'" + ended.aggregateId() + "'}")))
                .containsExactly("O1 no enrollment that is over asks about other records");
    }

    @Test
    void findsASnoozeWithoutATimer() {
        assertThat(broken(run -> run.rows("worklist.timer").clear()))
                .anyMatch(property -> property.contains("every snooze"));
    }

    @Test
    void findsAParkedMessageAndLeavesGarbageParked() {
        assertThat(broken(run -> run.add("worklist.parked_message", "{'record_key':'\\\\x6531'}")))
                .anyMatch(property -> property.contains("parked"));
        assertThat(broken(run -> run.add("worklist.parked_message", "{'record_key':'\\\\x676172626167652d31'}")))
                .isEmpty();
    }

    @Test
    void findsAJobThatNeverEnds() {
        assertThat(broken(run -> run.add("enrollment.job", "{'id':'j','kind':'end-enrollments','status':'running'}")))
                .containsExactly("O5 every job has ended");
    }

    /** The properties that do not hold any more after the damage. */
    private static List<String> broken(Consumer<CapturedRun> damage) {
        CapturedRun run = new CapturedRun();
        damage.accept(run);
        return new Checker(run.evidence(), run.history)
                .verdicts().stream()
                        .filter(verdict -> !verdict.holds())
                        .map(Verdict::property)
                        .toList();
    }
}
