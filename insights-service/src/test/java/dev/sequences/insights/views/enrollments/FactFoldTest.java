package dev.sequences.insights.views.enrollments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.enrollment.ConditionEvaluatedV1;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.MessageRequestedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepFailedV1;
import dev.sequences.contracts.enrollment.StepRetriedV1;
import dev.sequences.insights.views.DecodedEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Folding of events about automated messages, conditions and failed steps. */
class FactFoldTest {

    private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");

    private final FactFold fold = new FactFold(List.of(), List.of(), List.of());
    private long position;

    private void happens(ContractEvent event) {
        fold.apply(new DecodedEvent(event, "e1", position++, NINE));
    }

    private void enrolled() {
        happens(new RecordEnrolledV1("e1", "s1", 1, "lead", "L-1", "manual", null, "user", "anna"));
    }

    @Test
    void countsAnAutomatedMessageAsACompletedStep() {
        enrolled();
        happens(new MessageRequestedV1(
                "e1", "s1", 1, "lead", "L-1", "m1", "mail", "email", "Hello", "welcome", null, null, NINE));
        happens(new StepCompletedV1("e1", "s1", 1, "lead", "L-1", "m1", "mail", null, "system:sender", NINE));

        assertThat(fold.changedSteps()).singleElement().satisfies(step -> {
            assertThat(step.stepType()).isEqualTo("automated-email");
            assertThat(step.status()).isEqualTo(StepFact.Status.COMPLETED);
        });
    }

    @Test
    void countsNoAutomatedMessageForASeller() {
        enrolled();
        happens(new MessageRequestedV1(
                "e1", "s1", 1, "lead", "L-1", "m1", "mail", "email", "Hello", "welcome", null, null, NINE));
        assertThat(fold.counters().sellers()).isEmpty();
        assertThat(fold.counters().stepFunnel()).isNotEmpty();
    }

    @Test
    void updatesABranchWhenItsEnrollmentEnds() {
        enrolled();
        happens(new ConditionEvaluatedV1("e1", "s1", 1, "lead", "L-1", "c1", "opened", "yes", "because", NINE));
        assertThat(fold.counters().branches().get(List.of("s1", 1, "opened", "yes")))
                .containsExactly(1, 1, 0, 0, 0);
        happens(new EnrollmentEndedV1(
                "e1", "s1", 1, "lead", "L-1", "disconnected", "record-closed", null, null, 0, NINE, NINE));
        assertThat(fold.counters().branches().get(List.of("s1", 1, "opened", "yes")))
                .containsExactly(1, 0, 0, 1, 0);
        assertThat(fold.changedBranches()).singleElement().satisfies(branch -> {
            assertThat(branch.status()).isEqualTo("disconnected");
            assertThat(branch.endReason()).isEqualTo("record-closed");
            assertThat(branch.lastPosition()).isEqualTo(2);
        });
    }

    @Test
    void countsAFailedStepUntilItsRetryAlsoAfterTheEnd() {
        enrolled();
        StepFailedV1 failed = new StepFailedV1(
                "e1", "s1", 1, "lead", "L-1", "c1", "local", "field-condition", "field-missing", "No city.", NINE);
        happens(failed);
        assertThat(fold.counters().errors().get(List.of("s1", 1, "local", "field-missing")))
                .containsExactly(1);
        happens(new StepRetriedV1("e1", "s1", 1, "lead", "L-1", "c1", "local", "maria", NINE));
        assertThat(fold.counters().errors().get(List.of("s1", 1, "local", "field-missing")))
                .containsExactly(0);
        happens(new EnrollmentEndedV1(
                "e1", "s1", 1, "lead", "L-1", "disconnected", "advanced", null, null, 0, NINE, NINE));
        happens(new StepFailedV1(
                "e1", "s1", 1, "lead", "L-1", "c2", "away", "advance", "advance-target-inactive", "Off.", NINE));
        assertThat(fold.changedEnrollments()).singleElement().satisfies(enrollment -> {
            assertThat(enrollment.status()).isEqualTo("disconnected");
            assertThat(enrollment.errorKey()).isEqualTo("away");
            assertThat(enrollment.errorCode()).isEqualTo("advance-target-inactive");
        });
    }

    @Test
    void ignoresTheCancellationOfACondition() {
        enrolled();
        happens(new StepCancelledV1("e1", "s1", 1, "lead", "L-1", "c1", "opened"));

        assertThat(fold.changedSteps()).isEmpty();
    }
}
