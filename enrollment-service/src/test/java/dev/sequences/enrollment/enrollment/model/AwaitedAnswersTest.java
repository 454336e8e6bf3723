package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.ANNA;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NEXT_DAY;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NINE;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.branch;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
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

    private final EnrollmentUnderTest enrollment = new EnrollmentUnderTest();

    private static Graph emailCondition(String interactions, String match, boolean immediately) {
        return definition(
                "mail",
                "",
                MAIL,
                branch(
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
                branch("event-wait", "eventWait", "\"event\": \"meeting-booked\", \"within\": \"P1D\""),
                YES,
                NO);
    }

    private void timeOut(Instant at) {
        enrollment.when(new AnswerByTimeout(
                ((Enrollment.AwaitingAnswer) enrollment.state).stepId(), enrollment.graph, ANNA, enrollment.facts, at));
    }

    @Test
    void takesYesAtTheTimeLimitWhenTheEmailWasOpenedBefore() {
        enrollment.enroll(emailCondition("\"opened\"", "any", false));
        enrollment.complete(null);
        assertThat(enrollment.at()).isEqualTo("if");
        enrollment.activity("email-opened", NINE.plus(Duration.ofHours(2)));
        assertThat(enrollment.at()).isEqualTo("if");
        timeOut(NEXT_DAY.minusMillis(1));
        assertThat(enrollment.at()).isEqualTo("if");
        timeOut(NEXT_DAY);
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @Test
    void takesYesAtTheInteractionWhenImmediate() {
        enrollment.enroll(emailCondition("\"opened\"", "any", true));
        enrollment.complete(null);
        enrollment.activity("email-replied", NINE.plusSeconds(60));
        assertThat(enrollment.at()).isEqualTo("if");
        enrollment.activity("email-opened", NINE.plus(Duration.ofHours(2)));
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesNoAtTheTimeLimitWithoutAnInteraction(boolean immediately) {
        enrollment.enroll(emailCondition("\"opened\"", "any", immediately));
        enrollment.complete(null);
        enrollment.activity("email-opened", NEXT_DAY.plusMillis(1));
        timeOut(NEXT_DAY.plusMillis(2));
        assertThat(enrollment.at()).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({"all, no", "any, yes"})
    void requiresAllOrAnyOfTheInteractions(String match, String branch) {
        enrollment.enroll(emailCondition("\"opened\", \"attachment-viewed\"", match, false));
        enrollment.complete(null);
        enrollment.activity("email-opened", NINE.plusSeconds(60));
        timeOut(NEXT_DAY);
        assertThat(enrollment.at()).isEqualTo(branch);
    }

    @Test
    void takesNoAtOnceWhenTheEmailWasSkipped() {
        enrollment.enroll(emailCondition("\"opened\"", "any", false));
        enrollment.skip();
        assertThat(enrollment.at()).isEqualTo("no");
    }

    @Test
    void ignoresInteractionsWithAnotherEmail() {
        enrollment.enroll(emailCondition("\"opened\"", "any", true));
        enrollment.complete(null);
        enrollment.when(new NoteActivity(
                "a1", "email-opened", "another-step", null, NINE, enrollment.graph, ANNA, enrollment.facts, NINE));
        assertThat(enrollment.at()).isEqualTo("if");
    }

    @Test
    void evaluatesAnAutomatedEmail() {
        enrollment.enroll(definition(
                "auto",
                "",
                "{\"key\": \"auto\", \"type\": \"automated-email\", \"name\": \"Hi\", \"templateId\": \"t\", \"next\":"
                        + " \"if\"}",
                branch(
                        "email-condition",
                        "emailCondition",
                        "\"interactions\": [\"replied\"], \"match\": \"any\", \"within\": \"P1D\", \"immediately\":"
                                + " true"),
                YES,
                NO));
        assertThat(enrollment.at()).isEqualTo("if");
        enrollment.activity("email-replied", NINE.plusSeconds(5));
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @Test
    void continuesWhenTheEventHappens() {
        enrollment.enroll(eventWait());
        enrollment.complete(null);
        enrollment.activity("email-opened", NINE.plusSeconds(1));
        assertThat(enrollment.at()).isEqualTo("if");
        enrollment.activity("meeting-booked", NINE.plusSeconds(2));
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @Test
    void continuesAtTheTimeLimitWithoutTheEvent() {
        enrollment.enroll(eventWait());
        enrollment.complete(null);
        timeOut(NEXT_DAY);
        assertThat(enrollment.at()).isEqualTo("no");
    }
}
