package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.ANNA;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NINE;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.fork;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Branches by the result of a call, entered by the seller or logged by the telephone system. */
class PhoneConditionsTest {

    private final EnrollmentUnderTest walk = new EnrollmentUnderTest();

    private void callLogged(String stepId, String result) {
        walk.when(new NoteActivity(
                "c-" + result, "call-logged", stepId, result, NINE, walk.graph, ANNA, walk.facts, NINE));
    }

    private static Graph callAndAsk() {
        return definition(
                "call", "", CALL, fork("phone-condition", "phoneCondition", "\"results\": [\"made\"]"), YES, NO);
    }

    @ParameterizedTest
    @CsvSource({"made, yes", "received, yes", "busy, no", ", no"})
    void followsTheResultOfTheCall(String result, String branch) {
        walk.enroll(definition(
                "call",
                "",
                CALL,
                fork("phone-condition", "phoneCondition", "\"results\": [\"made\", \"received\"]"),
                YES,
                NO));
        walk.complete(result);
        assertThat(walk.at()).isEqualTo(branch);
    }

    @ParameterizedTest
    @CsvSource({"made, , yes", "busy, , no", "busy, made, yes", "made, busy, no"})
    void usesTheLoggedResultWhenTheSellerEntersNone(String logged, String given, String branch) {
        walk.enroll(callAndAsk());
        callLogged(walk.openStep(), "no-answer");
        callLogged(null, logged);
        assertThat(walk.at()).isEqualTo("call");
        walk.complete(given);
        assertThat(walk.at()).isEqualTo(branch);
        assertThat(((EnrollmentEvent.StepCompleted) walk.happened.getFirst()).callResult())
                .isEqualTo(given == null ? logged : given);
    }

    @Test
    void ignoresResultsOfOtherStepsAndWithoutAnOpenCall() {
        walk.enroll(callAndAsk());
        callLogged("another-step", "made");
        assertThat(walk.happened).hasExactlyElementsOfTypes(EnrollmentEvent.ActivityNoted.class);
        walk.complete(null);
        assertThat(walk.at()).isEqualTo("no");
        callLogged(null, "made");
        assertThat(walk.happened).hasExactlyElementsOfTypes(EnrollmentEvent.ActivityNoted.class);
    }

    @Test
    void discardsTheCallResultWhenTheNextCallOpens() {
        walk.enroll(definition(
                "first",
                "",
                "{\"key\": \"first\", \"type\": \"phone-call\", \"name\": \"First\", \"next\": \"call\"}",
                CALL,
                fork("phone-condition", "phoneCondition", "\"results\": [\"made\"]"),
                YES,
                NO));
        callLogged(null, "made");
        walk.complete(null);
        assertThat(walk.at()).isEqualTo("call");
        walk.complete(null);
        assertThat(walk.at()).isEqualTo("no");
    }

    @Test
    void takesNoWhenALoggedCallIsSkipped() {
        walk.enroll(callAndAsk());
        callLogged(null, "made");
        walk.skip();
        assertThat(walk.at()).isEqualTo("no");
    }

    @Test
    void takesNoWhenTheCallIsSkipped() {
        walk.enroll(callAndAsk());
        walk.skip();
        assertThat(walk.at()).isEqualTo("no");
    }
}
