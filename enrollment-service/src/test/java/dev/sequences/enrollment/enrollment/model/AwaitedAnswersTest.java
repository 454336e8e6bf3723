package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.ANNA;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NEXT_DAY;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NINE;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.fork;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.AnswerByTimeout;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that wait for the customer: email conditions (rule 2.6) and waits for an event. */
class AwaitedAnswersTest {

    private static final String MAIL =
            "{\"key\": \"mail\", \"type\": \"email\", \"name\": \"Hello\", \"next\": \"if\"}";

    private final EnrollmentUnderTest walk = new EnrollmentUnderTest();

    private static Graph emailCondition(String interactions, String match, boolean immediately) {
        return definition(
                "mail",
                "",
                MAIL,
                fork(
                        "email-condition",
                        "emailCondition",
                        "\"interactions\": [" + interactions + "], \"match\": \"" + match
                                + "\", \"within\": \"P1D\", \"immediately\": " + immediately),
                YES,
                NO);
    }

    private static Graph eventWait() {
        return definition(
                "call",
                "",
                CALL,
                fork("event-wait", "eventWait", "\"event\": \"meeting-booked\", \"within\": \"P1D\""),
                YES,
                NO);
    }

    private void timeOut(Instant at) {
        walk.when(new AnswerByTimeout(
                ((Enrollment.AwaitingAnswer) walk.state).stepId(), walk.graph, ANNA, walk.facts, at));
    }

    @Test
    void takesYesAtTheTimeLimitWhenTheEmailWasOpenedBefore() {
        walk.enroll(emailCondition("\"opened\"", "any", false));
        walk.complete(null);
        assertThat(walk.at()).isEqualTo("if");
        walk.activity("email-opened", NINE.plus(Duration.ofHours(2)));
        assertThat(walk.at()).isEqualTo("if");
        timeOut(NEXT_DAY.minusMillis(1));
        assertThat(walk.at()).isEqualTo("if");
        timeOut(NEXT_DAY);
        assertThat(walk.at()).isEqualTo("yes");
    }

    @Test
    void takesYesAtTheInteractionWhenImmediate() {
        walk.enroll(emailCondition("\"opened\"", "any", true));
        walk.complete(null);
        walk.activity("email-replied", NINE.plusSeconds(60));
        assertThat(walk.at()).isEqualTo("if");
        walk.activity("email-opened", NINE.plus(Duration.ofHours(2)));
        assertThat(walk.at()).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesNoAtTheTimeLimitWithoutAnInteraction(boolean immediately) {
        walk.enroll(emailCondition("\"opened\"", "any", immediately));
        walk.complete(null);
        walk.activity("email-opened", NEXT_DAY.plusMillis(1));
        timeOut(NEXT_DAY.plusMillis(2));
        assertThat(walk.at()).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"all, no", "any, yes"})
    void requiresAllOrAnyOfTheInteractions(String match, String branch) {
        walk.enroll(emailCondition("\"opened\", \"attachment-viewed\"", match, false));
        walk.complete(null);
        walk.activity("email-opened", NINE.plusSeconds(60));
        timeOut(NEXT_DAY);
        assertThat(walk.at()).isEqualTo(branch);
    }

    @Test
    void takesNoAtOnceWhenTheEmailWasSkipped() {
        walk.enroll(emailCondition("\"opened\"", "any", false));
        walk.skip();
        assertThat(walk.at()).isEqualTo("no");
    }

    @Test
    void ignoresInteractionsWithAnotherEmail() {
        walk.enroll(emailCondition("\"opened\"", "any", true));
        walk.complete(null);
        walk.when(
                new NoteActivity("a1", "email-opened", "another-step", null, NINE, walk.graph, ANNA, walk.facts, NINE));
        assertThat(walk.at()).isEqualTo("if");
    }

    @Test
    void evaluatesAnAutomatedEmail() {
        walk.enroll(definition(
                "auto",
                "",
                "{\"key\": \"auto\", \"type\": \"automated-email\", \"name\": \"Hi\", \"templateId\": \"t\", \"next\":"
                        + " \"if\"}",
                fork(
                        "email-condition",
                        "emailCondition",
                        "\"interactions\": [\"replied\"], \"match\": \"any\", \"within\": \"P1D\", \"immediately\":"
                                + " true"),
                YES,
                NO));
        assertThat(walk.at()).isEqualTo("if");
        walk.activity("email-replied", NINE.plusSeconds(5));
        assertThat(walk.at()).isEqualTo("yes");
    }

    @Test
    void continuesWhenTheEventHappens() {
        walk.enroll(eventWait());
        walk.complete(null);
        walk.activity("email-opened", NINE.plusSeconds(1));
        assertThat(walk.at()).isEqualTo("if");
        walk.activity("meeting-booked", NINE.plusSeconds(2));
        assertThat(walk.at()).isEqualTo("yes");
    }

    @Test
    void continuesAtTheTimeLimitWithoutTheEvent() {
        walk.enroll(eventWait());
        walk.complete(null);
        timeOut(NEXT_DAY);
        assertThat(walk.at()).isEqualTo("no");
    }
}
