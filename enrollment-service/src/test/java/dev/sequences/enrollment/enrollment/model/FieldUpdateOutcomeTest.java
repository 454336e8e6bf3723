package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.ANNA;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NINE;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.AnswerByTimeout;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ConcludeFieldUpdate;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AnswerAwaited;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepFailed;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** T42, with the outcome of the system that owns the record. */
class FieldUpdateOutcomeTest {

    private static final Graph UPDATING = definition(
                    "call",
                    "",
                    CALL.replace("\"if\"", "\"set\""),
                    "{\"key\": \"set\", \"type\": \"update-field\", \"next\": \"yes\", \"updateField\": {\"field\":"
                            + " \"hot\", \"value\": true}}",
                    YES)
            .withFieldUpdateTimeout(Duration.ofHours(1));

    private static final Enrollment.Failure WRONG = new Enrollment.Failure("value-wrong-type", "It is not a number.");

    private final EnrollmentUnderTest enrollment = new EnrollmentUnderTest();

    @BeforeEach
    void requested() {
        enrollment.enroll(UPDATING);
        enrollment.complete(null);
    }

    private String step() {
        return EnrollmentDecider.stepId(EnrollmentDecider.stepId("e1", "call"), "set");
    }

    private void conclude(String stepId, String outcome, Enrollment.Failure failure) {
        enrollment.when(new ConcludeFieldUpdate(stepId, outcome, failure, UPDATING, ANNA, enrollment.facts, NINE));
    }

    private RetryStep retry(boolean byUser) {
        return new RetryStep("anna", byUser, UPDATING, ANNA, enrollment.facts, NINE);
    }

    private FieldUpdates pending() {
        return EnrollmentDecider.progressOf(enrollment.state).updates();
    }

    @Test
    void awaitsTheOutcomeAndKeepsTheUpdatePending() {
        assertThat(enrollment.names()).containsExactly("StepCompleted", "FieldUpdateRequested", "AnswerAwaited");
        assertThat(enrollment.happened.getLast()).isInstanceOfSatisfying(AnswerAwaited.class, awaited -> {
            assertThat(awaited.stepType()).isEqualTo("update-field");
            assertThat(awaited.until()).isEqualTo(NINE.plus(Duration.ofHours(1)));
        });
        assertThat(pending().asked()).hasSize(1);
    }

    @Test
    void continuesWhenTheUpdateIsAppliedOrDelegated() {
        for (String outcome : List.of("applied", "delegated")) {
            requested();
            conclude(step(), outcome, null);
            assertThat(enrollment.names()).containsExactly("FieldUpdateConcluded", "StepOpened");
            assertThat(enrollment.at()).isEqualTo("yes");
            assertThat(pending()).isEqualTo(FieldUpdates.NONE);
        }
    }

    @Test
    void failsTheStepWhenTheUpdateIsRefused() {
        conclude(step(), "refused", WRONG);
        assertThat(enrollment.happened).singleElement().isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.stepType()).isEqualTo("update-field");
            assertThat(failed.code()).isEqualTo("value-wrong-type");
            assertThat(failed.reason()).isEqualTo("It is not a number.");
        });
        assertThat(pending()).isEqualTo(FieldUpdates.NONE);
    }

    @Test
    void requestsAFailedUpdateAgainOnlyForAUser() {
        conclude(step(), "refused", WRONG);
        enrollment.when(retry(false));
        assertThat(enrollment.happened).isEmpty();
        enrollment.when(retry(true));
        assertThat(enrollment.names()).containsExactly("StepRetried", "FieldUpdateRequested", "AnswerAwaited");
        conclude(step(), "applied", null);
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @Test
    void ignoresALateOrRepeatedOutcome() {
        conclude("another-step", "refused", WRONG);
        assertThat(enrollment.happened).isEmpty();
        conclude(step(), "applied", null);
        conclude(step(), "refused", WRONG);
        assertThat(enrollment.happened).isEmpty();
        assertThat(enrollment.at()).isEqualTo("yes");
    }

    @Test
    void continuesAfterTheTimeLimitWithoutAnOutcome() {
        Instant early = NINE.plus(Duration.ofMinutes(59));
        enrollment.when(new AnswerByTimeout(step(), UPDATING, ANNA, enrollment.facts, early));
        assertThat(enrollment.happened).isEmpty();
        Instant late = NINE.plus(Duration.ofHours(1));
        enrollment.when(new AnswerByTimeout(step(), UPDATING, ANNA, enrollment.facts, late));
        assertThat(enrollment.names()).containsExactly("FieldUpdateConcluded", "StepOpened");
    }

    @Test
    void anActivityDoesNotConcludeTheUpdate() {
        enrollment.activity("email-opened", NINE);
        assertThat(enrollment.names()).containsExactly("ActivityNoted");
        assertThat(pending().asked()).hasSize(1);
    }

    @Test
    void endsWhileTheOutcomeIsAwaited() {
        List<Refusal> refusals = enrollment.execute(new EndEnrollment(EndReason.USER_DISCONNECTED, null, null, NINE));
        assertThat(refusals).isEmpty();
        assertThat(enrollment.names()).containsExactly("StepCancelled", "EnrollmentEnded");
        conclude(step(), "refused", WRONG);
        assertThat(enrollment.happened).isEmpty();
    }
}
