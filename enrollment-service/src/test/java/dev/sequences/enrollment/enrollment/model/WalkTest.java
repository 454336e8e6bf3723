package dev.sequences.enrollment.enrollment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Decision;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.AnswerByTimeout;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipStep;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import dev.sequences.enrollment.reference.DefinitionReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of node, walked through as a published definition says; in one place, since all walks begin with the same few lines. */
class WalkTest {

    private static final Subject LEAD = new Subject("s1", 1, "lead", "L-1");
    private static final Assignee ANNA = new Assignee("user", "anna");
    private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");
    private static final Instant NEXT_DAY = NINE.plus(Duration.ofDays(1));

    private static final String MAIL =
            "{\"key\": \"mail\", \"type\": \"email\", \"name\": \"Hello\", \"next\": \"if\"}";
    private static final String CALL =
            "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\", \"next\": \"if\"}";
    private static final String YES = "{\"key\": \"yes\", \"type\": \"task\", \"name\": \"Yes\"}";
    private static final String NO = "{\"key\": \"no\", \"type\": \"task\", \"name\": \"No\"}";

    private final EnrollmentDecider decider = new EnrollmentDecider();
    private final List<EnrollmentEvent> happened = new ArrayList<>();
    private Enrollment state = decider.initial();
    private Graph graph = new Graph("", Map.of());
    private RecordFacts facts = RecordFacts.NONE;

    private static Graph definition(String start, String exits, String... nodes) {
        return DefinitionReader.read("{\"graph\": {\"start\": \"" + start + "\", \"nodes\": ["
                + String.join(", ", nodes) + "]}, \"exitCriteria\": " + exits + "}");
    }

    private static String fork(String type, String part, String settings) {
        return "{\"key\": \"if\", \"type\": \"" + type + "\", \"yes\": \"yes\", \"no\": \"no\", \"" + part + "\": {"
                + settings + "}}";
    }

    private static Graph emailCondition(String interactions, String match, boolean immediately) {
        return definition(
                "mail",
                "[]",
                MAIL,
                fork(
                        "email-condition",
                        "emailCondition",
                        "\"interactions\": [" + interactions + "], \"match\": \"" + match
                                + "\", \"within\": \"P1D\", \"immediately\": " + immediately),
                YES,
                NO);
    }

    private void when(EnrollmentCommand command) {
        happened.clear();
        switch (decider.decide(state, command)) {
            case Decision.Accepted<EnrollmentEvent> accepted ->
                accepted.events().forEach(event -> {
                    happened.add(event);
                    state = decider.evolve(state, event);
                });
            case Decision.Refused<EnrollmentEvent> refused -> throw new AssertionError(refused.refusals());
        }
    }

    private void enroll(Graph walked) {
        graph = walked;
        when(new EnrollRecord("e1", LEAD, "manual", null, ANNA, false, graph, null, facts, NINE));
    }

    private void complete(String callResult) {
        when(new CompleteStep(((Enrollment.AtStep) state).stepId(), callResult, "anna", graph, ANNA, facts, NINE));
    }

    private void skip() {
        when(new SkipStep(((Enrollment.AtStep) state).stepId(), null, "anna", graph, ANNA, facts, NINE));
    }

    private void activity(String type, Instant happenedAt) {
        when(new NoteActivity("a-" + type, type, null, null, happenedAt, graph, ANNA, facts, happenedAt));
    }

    private void timeIsUp(Instant at) {
        when(new AnswerByTimeout(((Enrollment.AwaitingAnswer) state).stepId(), graph, ANNA, facts, at));
    }

    /** Key of the node at which the walk rests; the end reason when it is over. */
    private String at() {
        return switch (state) {
            case Enrollment.AtStep step -> step.stepKey();
            case Enrollment.Waiting wait -> wait.stepKey();
            case Enrollment.AwaitingAnswer awaiting -> awaiting.stepKey();
            case Enrollment.Ended ended -> ended.reason().label();
            default -> "nowhere";
        };
    }

    // Email conditions (rule 2.6)

    @Test
    void startsYesWhenTheLimitHasPassedThoughTheMailWasOpenedEarlier() {
        enroll(emailCondition("\"opened\"", "any", false));
        complete(null);
        assertThat(at()).isEqualTo("if");
        activity("email-opened", NINE.plus(Duration.ofHours(2)));
        assertThat(at()).isEqualTo("if");
        timeIsUp(NEXT_DAY.minusMillis(1));
        assertThat(at()).isEqualTo("if");
        timeIsUp(NEXT_DAY);
        assertThat(at()).isEqualTo("yes");
    }

    @Test
    void startsYesAtTheInteractionWhenItIsToBeImmediate() {
        enroll(emailCondition("\"opened\"", "any", true));
        complete(null);
        activity("email-replied", NINE.plusSeconds(60));
        assertThat(at()).isEqualTo("if");
        activity("email-opened", NINE.plus(Duration.ofHours(2)));
        assertThat(at()).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void startsNoWhenTheLimitHasPassedAndNothingHappenedInTime(boolean immediately) {
        enroll(emailCondition("\"opened\"", "any", immediately));
        complete(null);
        activity("email-opened", NEXT_DAY.plusMillis(1));
        timeIsUp(NEXT_DAY.plusMillis(2));
        assertThat(at()).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"all, no", "any, yes"})
    void wantsAllOfTheInteractionsOrOneOfThem(String match, String branch) {
        enroll(emailCondition("\"opened\", \"attachment-viewed\"", match, false));
        complete(null);
        activity("email-opened", NINE.plusSeconds(60));
        timeIsUp(NEXT_DAY);
        assertThat(at()).isEqualTo(branch);
    }

    @Test
    void startsNoAtOnceWhenTheEmailWasSkipped() {
        enroll(emailCondition("\"opened\"", "any", false));
        skip();
        assertThat(at()).isEqualTo("no");
    }

    @Test
    void doesNotCountWhatConcernsAnotherEmail() {
        enroll(emailCondition("\"opened\"", "any", true));
        complete(null);
        when(new NoteActivity("a1", "email-opened", "another-step", null, NINE, graph, ANNA, facts, NINE));
        assertThat(at()).isEqualTo("if");
    }

    // Other conditions

    @ParameterizedTest
    @CsvSource({"made, yes", "received, yes", "busy, no", ", no"})
    void followsTheResultOfTheCall(String result, String branch) {
        enroll(definition(
                "call",
                "[]",
                CALL,
                fork("phone-condition", "phoneCondition", "\"results\": [\"made\", \"received\"]"),
                YES,
                NO));
        complete(result);
        assertThat(at()).isEqualTo(branch);
    }

    private void callLogged(String stepId, String result) {
        when(new NoteActivity("c-" + result, "call-logged", stepId, result, NINE, graph, ANNA, facts, NINE));
    }

    private Graph callAndAsk() {
        return definition(
                "call", "[]", CALL, fork("phone-condition", "phoneCondition", "\"results\": [\"made\"]"), YES, NO);
    }

    @ParameterizedTest
    @CsvSource({"made, , yes", "busy, , no", "busy, made, yes", "made, busy, no"})
    void takesTheResultThatWasLoggedWhereTheSellerGivesNone(String logged, String given, String branch) {
        enroll(callAndAsk());
        callLogged(((Enrollment.AtStep) state).stepId(), "no-answer");
        callLogged(null, logged);
        assertThat(at()).isEqualTo("call");
        complete(given);
        assertThat(at()).isEqualTo(branch);
        assertThat(((EnrollmentEvent.StepCompleted) happened.getFirst()).callResult())
                .isEqualTo(given == null ? logged : given);
    }

    @Test
    void takesNoResultOfAnotherStepNorOneThatComesWhenNoCallIsOpen() {
        enroll(callAndAsk());
        callLogged("another-step", "made");
        assertThat(happened).hasExactlyElementsOfTypes(EnrollmentEvent.ActivityNoted.class);
        complete(null);
        assertThat(at()).isEqualTo("no");
        callLogged(null, "made");
        assertThat(happened).hasExactlyElementsOfTypes(EnrollmentEvent.ActivityNoted.class);
    }

    @Test
    void forgetsTheResultOfACallWhenTheNextOneBegins() {
        enroll(definition(
                "first",
                "[]",
                "{\"key\": \"first\", \"type\": \"phone-call\", \"name\": \"First\", \"next\": \"call\"}",
                CALL,
                fork("phone-condition", "phoneCondition", "\"results\": [\"made\"]"),
                YES,
                NO));
        callLogged(null, "made");
        complete(null);
        assertThat(at()).isEqualTo("call");
        complete(null);
        assertThat(at()).isEqualTo("no");
    }

    @Test
    void startsNoWhenTheCallWasLoggedAndThenSkipped() {
        enroll(callAndAsk());
        callLogged(null, "made");
        skip();
        assertThat(at()).isEqualTo("no");
    }

    @Test
    void startsNoWhenTheCallWasSkipped() {
        enroll(definition(
                "call", "[]", CALL, fork("phone-condition", "phoneCondition", "\"results\": [\"made\"]"), YES, NO));
        skip();
        assertThat(at()).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"Contoso, take-no, yes", "Fabrikam, take-yes, no", ", take-no, no", ", take-yes, yes"})
    void looksAtTheRecordOnceWhenItComesToACondition(String company, String onMissing, String branch) {
        facts = company == null ? RecordFacts.NONE : new RecordFacts(Map.of("company", company));
        enroll(definition(
                "call",
                "[]",
                CALL,
                fork(
                        "field-condition",
                        "fieldCondition",
                        "\"when\": {\"field\": \"company\", \"op\": \"equals\", \"value\": \"Contoso\"}, \"onMissing\": \""
                                + onMissing + "\""),
                YES,
                NO));
        complete(null);
        assertThat(at()).isEqualTo(branch);
    }

    @ParameterizedTest
    @CsvSource({"sales, propose, yes", "sales, qualify, no", "support, propose, no"})
    void followsTheStageOfTheProcess(String process, String stage, String branch) {
        facts = new RecordFacts(Map.of("process", process, "stage", stage));
        enroll(definition(
                "call",
                "[]",
                CALL,
                fork(
                        "stage-condition",
                        "stageCondition",
                        "\"process\": \"sales\", \"stages\": [\"develop\", \"propose\"], \"onMissing\": \"take-no\""),
                YES,
                NO));
        complete(null);
        assertThat(at()).isEqualTo(branch);
    }

    @Test
    void waitsForAnEventAndGoesOnWithIt() {
        Graph graph = definition(
                "call",
                "[]",
                CALL,
                fork("event-wait", "eventWait", "\"event\": \"meeting-booked\", \"within\": \"P1D\""),
                YES,
                NO);
        enroll(graph);
        complete(null);
        activity("email-opened", NINE.plusSeconds(1));
        assertThat(at()).isEqualTo("if");
        activity("meeting-booked", NINE.plusSeconds(2));
        assertThat(at()).isEqualTo("yes");
    }

    @Test
    void goesOnWithoutTheEventWhenTheTimeIsUp() {
        enroll(definition(
                "call",
                "[]",
                CALL,
                fork("event-wait", "eventWait", "\"event\": \"meeting-booked\", \"within\": \"P1D\""),
                YES,
                NO));
        complete(null);
        timeIsUp(NEXT_DAY);
        assertThat(at()).isEqualTo("no");
    }

    // Commands and messages

    @Test
    void asksForAFieldToBeSetAndSeesItInTheNextCondition() {
        enroll(definition(
                "call",
                "[]",
                CALL.replace("\"if\"", "\"set\""),
                "{\"key\": \"set\", \"type\": \"update-field\", \"next\": \"if\", \"updateField\": {\"field\": \"hot\", \"value\": true}}",
                fork(
                        "field-condition",
                        "fieldCondition",
                        "\"when\": {\"field\": \"hot\", \"op\": \"equals\", \"value\": true}, \"onMissing\": \"take-no\""),
                YES,
                NO));
        complete(null);
        assertThat(happened)
                .filteredOn(event -> event instanceof EnrollmentEvent.FieldUpdateRequested)
                .singleElement()
                .satisfies(event -> {
                    var update = (EnrollmentEvent.FieldUpdateRequested) event;
                    assertThat(update.field()).isEqualTo("hot");
                    assertThat(update.value()).isEqualTo(true);
                });
        assertThat(at()).isEqualTo("yes");
    }

    @Test
    void sendsAMessageAtOnceAndGoesOn() {
        enroll(definition(
                "call",
                "[]",
                CALL.replace("\"if\"", "\"auto\""),
                "{\"key\": \"auto\", \"type\": \"automated-email\", \"name\": \"Hi\", \"templateId\": \"t\", \"next\": \"yes\"}",
                YES));
        complete(null);
        assertThat(happened.stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly("StepCompleted", "MessageRequested", "StepCompleted", "StepOpened");
        assertThat(((EnrollmentEvent.MessageRequested) happened.get(1)).templateId())
                .isEqualTo("t");
        assertThat(EnrollmentDecider.progressOf(state).completedSteps()).isEqualTo(2);
    }

    @Test
    void looksBackOnAnAutomatedEmail() {
        enroll(definition(
                "auto",
                "[]",
                "{\"key\": \"auto\", \"type\": \"automated-email\", \"name\": \"Hi\", \"templateId\": \"t\", \"next\": \"if\"}",
                fork(
                        "email-condition",
                        "emailCondition",
                        "\"interactions\": [\"replied\"], \"match\": \"any\", \"within\": \"P1D\", \"immediately\": true"),
                YES,
                NO));
        assertThat(at()).isEqualTo("if");
        activity("email-replied", NINE.plusSeconds(5));
        assertThat(at()).isEqualTo("yes");
    }

    @Test
    void splitsTheRecordsOfATestAsItIsDrawn() {
        Graph test = definition("t", "[]", """
                {"key": "t", "type": "ab-test", "name": "Which", "next": "yes", "abTest": {
                  "a": {"name": "A", "templateId": "ta"}, "b": {"name": "B", "templateId": "tb"}, "shareOfA": 30,
                  "winningMetric": "opens", "endsAt": "2026-03-05T00:00:00Z", "defaultVersion": "b"}}""", YES);
        int a = 0;
        for (int i = 0; i < 2_000; i++) {
            a += sentTo("record-" + i, test, NINE).equals("ta") ? 1 : 0;
        }
        assertThat(a).isBetween(500, 700);
        assertThat(sentTo("record-1", test, NINE)).isEqualTo(sentTo("record-1", test, NINE));
        assertThat(sentTo("record-1", test, Instant.parse("2026-03-05T00:00:00Z")))
                .isEqualTo("tb");
    }

    private String sentTo(String enrollment, Graph test, Instant at) {
        var decision = decider.decide(
                decider.initial(),
                new EnrollRecord(enrollment, LEAD, "manual", null, ANNA, false, test, null, facts, at));
        return ((Decision.Accepted<EnrollmentEvent>) decision)
                .events().stream()
                        .filter(event -> event instanceof EnrollmentEvent.MessageRequested)
                        .map(event -> ((EnrollmentEvent.MessageRequested) event).templateId())
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void leavesForAnotherSequence() {
        enroll(definition(
                "call",
                "[]",
                CALL.replace("\"if\"", "\"away\""),
                "{\"key\": \"away\", \"type\": \"advance\", \"advance\": {\"sequenceId\": \"s2\"}}"));
        complete(null);
        assertThat(happened.get(1))
                .isInstanceOfSatisfying(
                        EnrollmentEvent.AdvanceRequested.class,
                        advance -> assertThat(advance.toSequenceId()).isEqualTo("s2"));
        assertThat(at()).isEqualTo("advanced");
    }

    // Exit criteria

    @ParameterizedTest
    @CsvSource({"reply, email-replied", "bounce, email-bounced", "opt-out, opt-out", "meeting-booked, meeting-booked"})
    void leavesOnAnActivityWhereverItStandsAndBeforeAnyConditionHearsOfIt(String on, String type) {
        Graph leaving = definition(
                "mail",
                "[{\"on\": \"" + on + "\"}]",
                MAIL,
                fork(
                        "email-condition",
                        "emailCondition",
                        "\"interactions\": [\"replied\"], \"match\": \"any\", \"within\": \"P1D\", \"immediately\": true"),
                YES,
                NO);
        enroll(leaving);
        activity(type, NINE);
        assertThat(at()).isEqualTo("exit-criterion-met");
        state = decider.initial();
        enroll(leaving);
        complete(null);
        activity(type, NINE.plusSeconds(1));
        assertThat(at()).isEqualTo("exit-criterion-met");
        assertThat(happened.stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly("ActivityNoted", "StepCancelled", "EnrollmentEnded");
        activity(type, NINE.plusSeconds(2));
        assertThat(happened).isEmpty();
    }

    @Test
    void leavesWhenTheRecordIsAsTheCriterionSays() {
        enroll(definition(
                "mail",
                "[{\"on\": \"field-condition\", \"when\": {\"field\": \"doNotEmail\", \"op\": \"equals\", \"value\": true}},"
                        + " {\"on\": \"stage\", \"process\": \"sales\", \"stages\": [\"close\"]}, {\"on\": \"record-closed\"}]",
                MAIL,
                NO.replace("\"no\"", "\"if\"")));
        when(new CheckExit(graph, new RecordFacts(Map.of("doNotEmail", false)), NINE));
        assertThat(at()).isEqualTo("mail");
        when(new CheckExit(graph, new RecordFacts(Map.of("process", "sales", "stage", "close")), NINE));
        assertThat(at()).isEqualTo("exit-criterion-met");
    }
}
