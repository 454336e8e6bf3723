package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.ANNA;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NINE;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.branch;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.enrollment.model.graph.Graph;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Nodes that are executed at once: field updates, messages, A/B tests, advances. */
class CommandsAndMessagesTest {

    private final EnrollmentUnderTest enrollment = new EnrollmentUnderTest();

    @Test
    void usesARequestedFieldUpdateInTheNextCondition() {
        enrollment.enroll(definition(
                "call",
                "",
                CALL.replace("\"if\"", "\"set\""),
                "{\"key\": \"set\", \"type\": \"update-field\", \"next\": \"if\", \"updateField\": {\"field\":"
                        + " \"hot\", \"value\": true}}",
                branch(
                        "field-condition",
                        "fieldCondition",
                        "\"when\": {\"field\": \"hot\", \"op\": \"equals\", \"value\": true}, \"onMissing\":"
                                + " \"take-no\""),
                YES,
                NO));
        enrollment.complete(null);
        assertThat(enrollment.happened)
                .filteredOn(event -> event instanceof EnrollmentEvent.FieldUpdateRequested)
                .singleElement()
                .satisfies(event -> {
                    var update = (EnrollmentEvent.FieldUpdateRequested) event;
                    assertThat(update.field()).isEqualTo("hot");
                    assertThat(update.value()).isEqualTo(true);
                });
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @Test
    void sendsAMessageAtOnceAndContinues() {
        enrollment.enroll(definition(
                "call",
                "",
                CALL.replace("\"if\"", "\"auto\""),
                "{\"key\": \"auto\", \"type\": \"automated-email\", \"name\": \"Hi\", \"templateId\": \"t\", \"next\":"
                        + " \"yes\"}",
                YES));
        enrollment.complete(null);
        assertThat(enrollment.names())
                .containsExactly("StepCompleted", "MessageRequested", "StepCompleted", "StepOpened");
        assertThat(((EnrollmentEvent.MessageRequested) enrollment.happened.get(1)).templateId())
                .isEqualTo("t");
        assertThat(EnrollmentDecider.progressOf(enrollment.state).completedSteps())
                .isEqualTo(2);
    }

    @Test
    void splitsTheRecordsByTheShareOfTheTest() {
        Graph test = definition("t", "", """
            {"key": "t", "type": "ab-test", "name": "Which", "next": "yes", "abTest": {
              "a": {"name": "A", "templateId": "ta"}, "b": {"name": "B", "templateId": "tb"}, "shareOfA": 30,
              "winningMetric": "opens", "endsAt": "2026-03-05T00:00:00Z", "defaultVersion": "b"}}\
            """, YES);
        int a = 0;
        for (int i = 0; i < 2_000; i++) {
            a += sentTo("record-" + i, test, NINE).equals("ta") ? 1 : 0;
        }
        assertThat(a).isBetween(500, 700);
        assertThat(sentTo("record-1", test, NINE)).isEqualTo(sentTo("record-1", test, NINE));
        assertThat(sentTo("record-1", test, Instant.parse("2026-03-05T00:00:00Z")))
                .isEqualTo("tb");
    }

    @Test
    void sendsTheVersionsOfATestInTheirLanguages() {
        enrollment.enroll(definition("t", "", """
            {"key": "t", "type": "ab-test", "name": "Which", "next": "yes", "abTest": {
              "a": {"name": "A", "templateId": "t", "language": "de-AT"}, "b": {"name": "B", "templateId": "t"},
              "shareOfA": 50, "winningMetric": "opens", "endsAt": "2026-03-01T00:00:00Z", "defaultVersion": "a"}}\
            """, YES));
        assertThat(enrollment.happened)
                .filteredOn(event -> event instanceof EnrollmentEvent.MessageRequested)
                .singleElement()
                .satisfies(event -> assertThat(((EnrollmentEvent.MessageRequested) event).language())
                        .isEqualTo("de-AT"));
    }

    private String sentTo(String id, Graph test, Instant at) {
        enrollment.enroll(id, test, ANNA, at);
        return enrollment.happened.stream()
                .filter(event -> event instanceof EnrollmentEvent.MessageRequested)
                .map(event -> ((EnrollmentEvent.MessageRequested) event).templateId())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void endsAsAdvancedToAnotherSequence() {
        enrollment.enroll(definition(
                "call",
                "",
                CALL.replace("\"if\"", "\"away\""),
                "{\"key\": \"away\", \"type\": \"advance\", \"advance\": {\"sequenceId\": \"s2\"}}"));
        enrollment.complete(null);
        assertThat(enrollment.happened.get(1))
                .isInstanceOfSatisfying(
                        EnrollmentEvent.AdvanceRequested.class,
                        advance -> assertThat(advance.toSequenceId()).isEqualTo("s2"));
        assertThat(enrollment.at()).isEqualTo("advanced");
    }
}
