package dev.sequences.enrollment.enrollment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.FailAdvance;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.RecordEnrolled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepFailed;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRetried;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import dev.sequences.enrollment.reference.DefinitionReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets a step, what a related record says, and what becomes of an enrollment that cannot go on. */
class FailuresTest {

    private static final Subject LEAD = new Subject("s1", 1, "lead", "L-1");
    private static final Assignee ANNA = new Assignee("user", "anna");
    private static final Assignee BEN = new Assignee("user", "ben");
    private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");

    private static final String CALL =
            "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\", \"next\": \"if\"}";
    private static final String YES = "{\"key\": \"yes\", \"type\": \"task\", \"name\": \"Yes\"}";
    private static final String NO = "{\"key\": \"no\", \"type\": \"task\", \"name\": \"No\"}";

    private final EnrollmentDecider decider = new EnrollmentDecider();
    private final List<EnrollmentEvent> happened = new ArrayList<>();
    private Enrollment state = decider.initial();
    private Graph graph = new Graph("", Map.of());
    private RecordFacts facts = RecordFacts.NONE;

    private static Graph definition(String start, String settings, String... nodes) {
        return DefinitionReader.read("{\"graph\": {\"start\": \"" + start + "\", \"nodes\": ["
                + String.join(", ", nodes) + "]}, \"exitCriteria\": [{\"on\": \"opt-out\"}]" + settings + "}");
    }

    private static Graph asking(String when, String onMissing) {
        return definition(
                "call",
                "",
                CALL,
                "{\"key\": \"if\", \"type\": \"field-condition\", \"yes\": \"yes\", \"no\": \"no\", \"fieldCondition\": {\"when\": "
                        + when + ", \"onMissing\": \"" + onMissing + "\"}}",
                YES,
                NO);
    }

    private static final String IN_PUNE = "{\"field\": \"city\", \"op\": \"equals\", \"value\": \"Pune\"}";

    private List<Refusal> when(EnrollmentCommand command) {
        happened.clear();
        return switch (decider.decide(state, command)) {
            case Decision.Accepted<EnrollmentEvent> accepted -> {
                accepted.events().forEach(event -> {
                    happened.add(event);
                    state = decider.evolve(state, event);
                });
                yield List.of();
            }
            case Decision.Refused<EnrollmentEvent> refused -> refused.refusals();
        };
    }

    private void enroll(Graph walked, Assignee owner) {
        graph = walked;
        when(new EnrollRecord("e1", LEAD, "manual", null, owner, false, graph, null, facts, NINE));
    }

    private void complete(Assignee owner) {
        when(new CompleteStep(((Enrollment.AtStep) state).stepId(), null, "anna", graph, owner, facts, NINE));
    }

    private List<Refusal> retry(boolean insistent) {
        return when(new RetryStep("maria", insistent, graph, ANNA, facts, NINE));
    }

    private List<String> names() {
        return happened.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    // A missing field

    @Test
    void standsStillAtAFieldThatIsMissingAndGoesOnWhenItIsTriedAgain() {
        enroll(asking(IN_PUNE, "error"), ANNA);
        complete(ANNA);
        assertThat(happened.getLast()).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.stepKey()).isEqualTo("if");
            assertThat(failed.stepType()).isEqualTo("field-condition");
            assertThat(failed.code()).isEqualTo("field-missing");
            assertThat(failed.reason()).isEqualTo("The record has no city.");
        });
        String stepId = ((Enrollment.Failed) state).stepId();

        assertThat(retry(true)).isEmpty();
        assertThat(names()).containsExactly("StepRetried", "StepFailed");
        facts = new RecordFacts(Map.of("city", "Pune"));
        retry(true);
        assertThat(names()).containsExactly("StepRetried", "ConditionEvaluated", "StepOpened");
        assertThat(((StepRetried) happened.getFirst()).stepId()).isEqualTo(stepId);
        assertThat(((Enrollment.AtStep) state).stepKey()).isEqualTo("yes");
    }

    @Test
    void decidesWhatCanBeDecidedWithoutTheMissingField() {
        facts = new RecordFacts(Map.of("hot", true));
        enroll(
                asking(
                        "{\"any\": [" + IN_PUNE + ", {\"field\": \"hot\", \"op\": \"equals\", \"value\": true}]}",
                        "error"),
                ANNA);
        complete(ANNA);
        assertThat(((Enrollment.AtStep) state).stepKey()).isEqualTo("yes");
    }

    @Test
    void leavesNoTraceWhenARecordChangesWithoutHelping() {
        enroll(asking(IN_PUNE, "error"), ANNA);
        complete(ANNA);
        assertThat(retry(false)).isEmpty();
        assertThat(happened).isEmpty();
        facts = new RecordFacts(Map.of("city", "Goa"));
        retry(false);
        assertThat(((Enrollment.AtStep) state).stepKey()).isEqualTo("no");
    }

    @Test
    void hasNothingToTryAgainWhereNothingFailed() {
        assertThat(retry(true)).extracting(Refusal::code).containsExactly("enrollment-unknown");
        enroll(asking(IN_PUNE, "error"), ANNA);
        assertThat(retry(true)).extracting(Refusal::code).containsExactly("not-in-error");
        assertThat(retry(false)).isEmpty();
    }

    @Test
    void canBeEndedWhereItStandsStill() {
        enroll(asking(IN_PUNE, "error"), ANNA);
        complete(ANNA);
        Enrollment standing = state;
        when(new EndEnrollment(EndReason.RECORD_CLOSED, null, null, NINE));
        assertThat(names()).containsExactly("EnrollmentEnded");
        state = standing;
        when(new NoteActivity("a1", "opt-out", null, null, NINE, graph, ANNA, facts, NINE));
        assertThat(names()).containsExactly("ActivityNoted", "EnrollmentEnded");
        assertThat(retry(true)).extracting(Refusal::code).containsExactly("not-in-error");
    }

    // Related records

    @ParameterizedTest
    @CsvSource({"retail, take-no, yes", "steel, take-yes, no", ", take-yes, yes", ", take-no, no", ", error, failed"})
    void asksTheRelatedRecord(String industry, String onMissing, String expected) {
        facts = new RecordFacts(Map.of("accountId", "A-1"));
        if (industry != null) {
            facts = facts.withRelated(Map.of("account", new RecordFacts(Map.of("industry", industry))));
        }
        enroll(
                asking(
                        "{\"related\": \"account\", \"all\": [{\"field\": \"industry\", \"op\": \"equals\", \"value\": \"retail\"}]}",
                        onMissing),
                ANNA);
        assertThat(graph.relations()).containsExactly("account");
        complete(ANNA);
        assertThat(state instanceof Enrollment.AtStep at ? at.stepKey() : "failed")
                .isEqualTo(expected);
    }

    @Test
    void lacksTheFieldsOfARelatedRecordByTheirWholeName() {
        facts = new RecordFacts(Map.of("accountId", "A-1"))
                .withRelated(Map.of("account", new RecordFacts(Map.of("name", "Contoso"))));
        enroll(
                asking(
                        "{\"related\": \"account\", \"all\": [{\"field\": \"tier\", \"op\": \"equals\", \"value\": 1}]}",
                        "error"),
                ANNA);
        complete(ANNA);
        assertThat(((StepFailed) happened.getLast()).reason()).isEqualTo("The record has no account.tier.");
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
    void givesTheStepsToWhomTheVersionSays(String rule, String field, String owner, String expected) {
        facts = new RecordFacts(Map.of("accountManager", "carl", "ownerTeamId", "west", "accessTeamId", "deal-7"));
        String[] parts = owner.split(" ");
        enroll(definition("call", assignTo(rule, field), CALL), new Assignee(parts[0], parts[1]));
        StepOpened opened = (StepOpened) happened.getLast();
        assertThat(opened.assignee().type() + ":" + opened.assignee().id()).isEqualTo(expected);
        assertThat(((RecordEnrolled) happened.getFirst()).assignee()).isEqualTo(opened.assignee());
    }

    private static String assignTo(String rule, String field) {
        return ", \"assignTo\": \"" + rule + "\"" + (field == null ? "" : ", \"assignToField\": \"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "record-field, accountManager, The field accountManager of the record names no user.",
        "owner-team, , 'No team owns the record, and its field ownerTeamId names none.'",
        "access-team, , The field accessTeamId of the record names no team.",
    })
    void standsStillWhereNobodyGetsTheStep(String rule, String field, String reason) {
        enroll(definition("call", assignTo(rule, field), CALL), ANNA);
        assertThat(happened.getLast()).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.code()).isEqualTo("assignee-missing");
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.stepType()).isEqualTo("phone-call");
        });
        assertThat(EnrollmentDecider.progressOf(state).assignee()).isEqualTo(ANNA);
        facts = new RecordFacts(Map.of("accountManager", "carl", "ownerTeamId", "west", "accessTeamId", "deal-7"));
        retry(false);
        assertThat(names()).containsExactly("StepRetried", "StepOpened");
    }

    @Test
    void leavesTheOpenStepWhereItIsWhenTheOwnerChanges() {
        String two = "{\"key\": \"if\", \"type\": \"task\", \"name\": \"Second\"}";
        enroll(definition("call", "", CALL, two), ANNA);
        complete(BEN);
        assertThat(((StepOpened) happened.getLast()).assignee()).isEqualTo(BEN);
    }

    @Test
    void givesTheNextStepToTheOwnerThatTheSequenceHasJustSet() {
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
        assertThat(((StepOpened) happened.getLast()).assignee()).isEqualTo(new Assignee("team", "closers"));
    }

    // Advancing

    @Test
    void showsThatAnAdvanceDidNotWorkAndAsksForItAgain() {
        enroll(
                definition(
                        "call",
                        "",
                        CALL.replace("\"if\"", "\"away\""),
                        "{\"key\": \"away\", \"type\": \"advance\", \"advance\": {\"sequenceId\": \"s2\"}}"),
                ANNA);
        complete(ANNA);
        assertThat(retry(true)).extracting(Refusal::code).containsExactly("not-in-error");
        String stepId = ((Enrollment.Ended) state).advance().stepId();

        when(new FailAdvance("another", "advance-target-inactive", "It is not active.", NINE));
        assertThat(happened).isEmpty();
        when(new FailAdvance(stepId, "advance-target-inactive", "It is not active.", NINE));
        assertThat(happened.getLast()).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.stepKey()).isEqualTo("away");
            assertThat(failed.stepType()).isEqualTo("advance");
        });
        assertThat(((Enrollment.Ended) state).failed()).isTrue();
        when(new FailAdvance(stepId, "advance-target-inactive", "It is not active.", NINE));
        assertThat(happened).isEmpty();

        retry(false);
        assertThat(happened).isEmpty();
        retry(true);
        assertThat(names()).containsExactly("StepRetried", "AdvanceRequested");
        assertThat(((Enrollment.Ended) state).reason()).isEqualTo(EndReason.ADVANCED);
        assertThat(((Enrollment.Ended) state).failed()).isFalse();
    }

    // A/B tests

    @Test
    void sendsTheWinnerToEverybodyOnceThereIsOne() {
        Graph test = definition("t", "", """
                {"key": "t", "type": "ab-test", "name": "Which", "next": "yes", "abTest": {
                  "a": {"name": "A", "templateId": "ta"}, "b": {"name": "B", "templateId": "tb"}, "shareOfA": 50,
                  "winningMetric": "opens", "defaultVersion": "a"}}""", YES);
        for (int i = 0; i < 50; i++) {
            state = decider.initial();
            graph = test.decided(Map.of("t", "b"));
            when(new EnrollRecord("e" + i, LEAD, "manual", null, ANNA, false, graph, null, facts, NINE));
            assertThat(happened)
                    .filteredOn(event -> event instanceof EnrollmentEvent.MessageRequested)
                    .singleElement()
                    .satisfies(event -> assertThat(((EnrollmentEvent.MessageRequested) event).templateId())
                            .isEqualTo("tb"));
        }
    }
}
