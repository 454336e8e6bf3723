package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.ANNA;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NINE;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.branch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.FailAdvance;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.RecordEnrolled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepFailed;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRetried;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assignees, related records, and failed steps. */
class FailuresTest {

    private static final Assignee BEN = Assignee.user("ben");

    private final EnrollmentUnderTest enrollment = new EnrollmentUnderTest();

    private static Graph definition(String start, String settings, String... nodes) {
        return EnrollmentUnderTest.definition(start, "\"exitCriteria\": [{\"on\": \"opt-out\"}]" + settings, nodes);
    }

    private static Graph conditionGraph(String when, String onMissing) {
        return definition(
                "call",
                "",
                CALL,
                branch(
                        "field-condition",
                        "fieldCondition",
                        "\"when\": " + when + ", \"onMissing\": \"" + onMissing + "\""),
                YES,
                NO);
    }

    private static final String IN_PUNE = "{\"field\": \"city\", \"op\": \"equals\", \"value\": \"Pune\"}";

    private void enroll(Graph followed, Assignee owner) {
        enrollment.enroll("e1", followed, owner, NINE);
    }

    private void complete(Assignee owner) {
        enrollment.complete(null, owner);
    }

    private List<Refusal> retry(boolean byUser) {
        return enrollment.execute(new RetryStep("maria", byUser, enrollment.graph, ANNA, enrollment.facts, NINE));
    }

    // A missing field

    @Test
    void failsAtAMissingFieldAndContinuesAfterARetry() {
        enroll(conditionGraph(IN_PUNE, "error"), ANNA);
        complete(ANNA);
        assertThat(enrollment.happened.getLast()).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.stepKey()).isEqualTo("if");
            assertThat(failed.stepType()).isEqualTo("field-condition");
            assertThat(failed.code()).isEqualTo("field-missing");
            assertThat(failed.reason()).isEqualTo("The record has no value for city.");
        });
        String stepId = ((Enrollment.Failed) enrollment.state).stepId();

        assertThat(retry(true)).isEmpty();
        assertThat(enrollment.names()).containsExactly("StepRetried", "StepFailed");
        enrollment.facts = new RecordFacts(Map.of("city", "Pune"));
        retry(true);
        assertThat(enrollment.names()).containsExactly("StepRetried", "ConditionEvaluated", "StepOpened");
        assertThat(((StepRetried) enrollment.happened.getFirst()).stepId()).isEqualTo(stepId);
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @Test
    void evaluatesAConditionThatDoesNotNeedTheMissingField() {
        enrollment.facts = new RecordFacts(Map.of("hot", true));
        enroll(
                conditionGraph(
                        "{\"any\": [" + IN_PUNE + ", {\"field\": \"hot\", \"op\": \"equals\", \"value\": true}]}",
                        "error"),
                ANNA);
        complete(ANNA);
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @Test
    void recordsNoEventWhenAnAutomaticRetryFailsAgain() {
        enroll(conditionGraph(IN_PUNE, "error"), ANNA);
        complete(ANNA);
        assertThat(retry(false)).isEmpty();
        assertThat(enrollment.happened).isEmpty();
        enrollment.facts = new RecordFacts(Map.of("city", "Goa"));
        retry(false);
        assertThat(enrollment.at()).isEqualTo("no");
    }

    @Test
    void refusesARetryWithoutAFailure() {
        assertThat(retry(true)).extracting(Refusal::code).containsExactly("enrollment-unknown");
        enroll(conditionGraph(IN_PUNE, "error"), ANNA);
        assertThat(retry(true)).extracting(Refusal::code).containsExactly("not-in-error");
        assertThat(retry(false)).isEmpty();
    }

    @Test
    void endsAFailedEnrollment() {
        enroll(conditionGraph(IN_PUNE, "error"), ANNA);
        complete(ANNA);
        Enrollment failed = enrollment.state;
        enrollment.when(new EndEnrollment(EndReason.RECORD_CLOSED, null, null, NINE));
        assertThat(enrollment.names()).containsExactly("EnrollmentEnded");
        enrollment.state = failed;
        enrollment.when(
                new NoteActivity("a1", "opt-out", null, null, NINE, enrollment.graph, ANNA, enrollment.facts, NINE));
        assertThat(enrollment.names()).containsExactly("ActivityNoted", "EnrollmentEnded");
        assertThat(retry(true)).extracting(Refusal::code).containsExactly("not-in-error");
    }

    // Related records

    @ParameterizedTest
    @CsvSource({"retail, take-no, yes", "steel, take-yes, no", ", take-yes, yes", ", take-no, no", ", error, failed"})
    void evaluatesTheRelatedRecord(String industry, String onMissing, String expected) {
        enrollment.facts = new RecordFacts(Map.of("accountId", "A-1"));
        if (industry != null) {
            enrollment.facts =
                    enrollment.facts.withRelated(Map.of("account", new RecordFacts(Map.of("industry", industry))));
        }
        enroll(
                conditionGraph(
                        "{\"related\": \"account\", \"all\": [{\"field\": \"industry\", \"op\": \"equals\", \"value\":"
                                + " \"retail\"}]}",
                        onMissing),
                ANNA);
        assertThat(enrollment.graph.relations()).containsExactly("account");
        complete(ANNA);
        assertThat(enrollment.state instanceof Enrollment.AtStep at ? at.stepKey() : "failed")
                .isEqualTo(expected);
    }

    @Test
    void reportsMissingFieldsOfARelatedRecordByTheirFullName() {
        enrollment.facts = new RecordFacts(Map.of("accountId", "A-1"))
                .withRelated(Map.of("account", new RecordFacts(Map.of("name", "Contoso"))));
        enroll(
                conditionGraph(
                        "{\"related\": \"account\", \"all\": [{\"field\": \"tier\", \"op\": \"equals\", \"value\":"
                                + " 1}]}",
                        "error"),
                ANNA);
        complete(ANNA);
        assertThat(((StepFailed) enrollment.happened.getLast()).reason())
                .isEqualTo("The record has no value for account.tier.");
    }

    // Who gets the steps

    @ParameterizedTest
    @CsvSource({
        "record-owner, , user ann, user:ann",
        "record-field, accountManager, user ann, user:carl",
        "owner-team, , team north, team:north",
        "owner-team, , user ann, team:west",
        "access-team, , user ann, team:deal-7",
        "current-user, , user ann, user:ann",
    })
    void assignsStepsByTheRuleOfTheVersion(String rule, String field, String owner, String expected) {
        enrollment.facts =
                new RecordFacts(Map.of("accountManager", "carl", "ownerTeamId", "west", "accessTeamId", "deal-7"));
        String[] parts = owner.split(" ");
        enroll(definition("call", assignTo(rule, field), CALL), new Assignee(parts[0], parts[1]));
        StepOpened opened = (StepOpened) enrollment.happened.getLast();
        assertThat(opened.assignee().type() + ":" + opened.assignee().id()).isEqualTo(expected);
        assertThat(((RecordEnrolled) enrollment.happened.getFirst()).assignee()).isEqualTo(opened.assignee());
    }

    private static String assignTo(String rule, String field) {
        return ", \"assignTo\": \"" + rule + "\"" + (field == null ? "" : ", \"assignToField\": \"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "record-field, accountManager, The field accountManager of the record contains no user id.",
        "owner-team, , 'The record is not owned by a team, and its field ownerTeamId contains no team id.'",
        "access-team, , The field accessTeamId of the record contains no team id.",
    })
    void failsWithoutAnAssignee(String rule, String field, String reason) {
        enroll(definition("call", assignTo(rule, field), CALL), ANNA);
        assertThat(enrollment.happened.getLast()).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.code()).isEqualTo("assignee-missing");
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.stepType()).isEqualTo("phone-call");
        });
        assertThat(EnrollmentDecider.progressOf(enrollment.state).assignee()).isEqualTo(ANNA);
        enrollment.facts =
                new RecordFacts(Map.of("accountManager", "carl", "ownerTeamId", "west", "accessTeamId", "deal-7"));
        retry(false);
        assertThat(enrollment.names()).containsExactly("StepRetried", "StepOpened");
    }

    @Test
    void keepsTheAssigneeOfTheOpenStepWhenTheOwnerChanges() {
        String two = "{\"key\": \"if\", \"type\": \"task\", \"name\": \"Second\"}";
        enroll(definition("call", "", CALL, two), ANNA);
        complete(BEN);
        assertThat(((StepOpened) enrollment.happened.getLast()).assignee()).isEqualTo(BEN);
    }

    @Test
    void assignsTheNextStepToTheOwnerSetByTheSequence() {
        enroll(
                definition(
                        "call",
                        "",
                        CALL.replace("\"if\"", "\"hand\""),
                        "{\"key\": \"hand\", \"type\": \"update-field\", \"next\": \"yes\", \"updateField\":"
                                + " {\"field\": \"owner\", \"ownerType\": \"team\", \"ownerId\": \"closers\"}}",
                        YES),
                ANNA);
        complete(ANNA);
        assertThat(((StepOpened) enrollment.happened.getLast()).assignee()).isEqualTo(Assignee.team("closers"));
    }

    // Advancing

    @Test
    void recordsAFailedAdvanceAndRetriesIt() {
        enroll(
                definition(
                        "call",
                        "",
                        CALL.replace("\"if\"", "\"away\""),
                        "{\"key\": \"away\", \"type\": \"advance\", \"advance\": {\"sequenceId\": \"s2\"}}"),
                ANNA);
        complete(ANNA);
        assertThat(retry(true)).extracting(Refusal::code).containsExactly("not-in-error");
        String stepId = ((Enrollment.Ended) enrollment.state).advance().stepId();

        enrollment.when(new FailAdvance("another", "advance-target-inactive", "It is not active.", NINE));
        assertThat(enrollment.happened).isEmpty();
        enrollment.when(new FailAdvance(stepId, "advance-target-inactive", "It is not active.", NINE));
        assertThat(enrollment.happened.getLast()).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.stepKey()).isEqualTo("away");
            assertThat(failed.stepType()).isEqualTo("advance");
        });
        assertThat(((Enrollment.Ended) enrollment.state).failed()).isTrue();
        enrollment.when(new FailAdvance(stepId, "advance-target-inactive", "It is not active.", NINE));
        assertThat(enrollment.happened).isEmpty();

        retry(false);
        assertThat(enrollment.happened).isEmpty();
        retry(true);
        assertThat(enrollment.names()).containsExactly("StepRetried", "AdvanceRequested");
        assertThat(((Enrollment.Ended) enrollment.state).reason()).isEqualTo(EndReason.ADVANCED);
        assertThat(((Enrollment.Ended) enrollment.state).failed()).isFalse();
    }

    // A/B tests

    @Test
    void sendsTheWinnerToAllRecordsAfterTheDecision() {
        Graph test = definition("t", "", """
            {"key": "t", "type": "ab-test", "name": "Which", "next": "yes", "abTest": {
              "a": {"name": "A", "templateId": "ta"}, "b": {"name": "B", "templateId": "tb"}, "shareOfA": 50,
              "winningMetric": "opens", "defaultVersion": "a"}}\
            """, YES);
        for (int i = 0; i < 50; i++) {
            enrollment.enroll("e" + i, test.withWinners(Map.of("t", "b")), ANNA, NINE);
            assertThat(enrollment.happened)
                    .filteredOn(event -> event instanceof EnrollmentEvent.MessageRequested)
                    .singleElement()
                    .satisfies(event -> assertThat(((EnrollmentEvent.MessageRequested) event).templateId())
                            .isEqualTo("tb"));
        }
    }
}
