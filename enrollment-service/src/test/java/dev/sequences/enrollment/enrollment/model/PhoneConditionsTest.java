package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.ANNA;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NINE;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.branch;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Branches by the result of a call, entered by the seller or logged by the telephone system. */
class PhoneConditionsTest {

    private final EnrollmentUnderTest enrollment = new EnrollmentUnderTest();

    private void callLogged(String stepId, String result) {
        enrollment.when(new NoteActivity(
                "c-" + result, "call-logged", stepId, result, NINE, enrollment.graph, ANNA, enrollment.facts, NINE));
    }

    private static Graph callAndAsk() {
        return definition(
                "call", "", CALL, branch("phone-condition", "phoneCondition", "\"results\": [\"made\"]"), YES, NO);
    }

    @ParameterizedTest
    @CsvSource({"made, yes", "received, yes", "busy, no", ", no"})
    void followsTheResultOfTheCall(String result, String branch) {
        enrollment.enroll(definition(
                "call",
                "",
                CALL,
                branch("phone-condition", "phoneCondition", "\"results\": [\"made\", \"received\"]"),
                YES,
                NO));
        enrollment.complete(result);
        assertThat(enrollment.at()).isEqualTo(branch);
    }

    @ParameterizedTest
    @CsvSource({"made, , yes", "busy, , no", "busy, made, yes", "made, busy, no"})
    void usesTheLoggedResultWhenTheSellerEntersNone(String logged, String given, String branch) {
        enrollment.enroll(callAndAsk());
        callLogged(enrollment.openStep(), "no-answer");
        callLogged(null, logged);
        assertThat(enrollment.at()).isEqualTo("call");
        enrollment.complete(given);
        assertThat(enrollment.at()).isEqualTo(branch);
        assertThat(((EnrollmentEvent.StepCompleted) enrollment.happened.getFirst()).callResult())
                .isEqualTo(given == null ? logged : given);
    }

    @Test
    void ignoresResultsOfOtherStepsAndWithoutAnOpenCall() {
        enrollment.enroll(callAndAsk());
        callLogged("another-step", "made");
        assertThat(enrollment.happened).hasExactlyElementsOfTypes(EnrollmentEvent.ActivityNoted.class);
        enrollment.complete(null);
        assertThat(enrollment.at()).isEqualTo("no");
        callLogged(null, "made");
        assertThat(enrollment.happened).hasExactlyElementsOfTypes(EnrollmentEvent.ActivityNoted.class);
    }

    @Test
    void discardsTheCallResultWhenTheNextCallOpens() {
        enrollment.enroll(definition(
                "first",
                "",
                "{\"key\": \"first\", \"type\": \"phone-call\", \"name\": \"First\", \"next\": \"call\"}",
                CALL,
                branch("phone-condition", "phoneCondition", "\"results\": [\"made\"]"),
                YES,
                NO));
        callLogged(null, "made");
        enrollment.complete(null);
        assertThat(enrollment.at()).isEqualTo("call");
        enrollment.complete(null);
        assertThat(enrollment.at()).isEqualTo("no");
    }

    @Test
    void takesNoWhenALoggedCallIsSkipped() {
        enrollment.enroll(callAndAsk());
        callLogged(null, "made");
        enrollment.skip();
        assertThat(enrollment.at()).isEqualTo("no");
    }

    @Test
    void takesNoWhenTheCallIsSkipped() {
        enrollment.enroll(callAndAsk());
        enrollment.skip();
        assertThat(enrollment.at()).isEqualTo("no");
    }
}
