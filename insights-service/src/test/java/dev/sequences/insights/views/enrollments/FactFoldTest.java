package dev.sequences.insights.views.enrollments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.enrollment.MessageRequestedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.insights.views.Fact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that no seller's step stands behind. */
class FactFoldTest {

    private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");

    private final FactFold fold = new FactFold(List.of(), List.of());
    private long sequence;

    private void happens(ContractEvent event) {
        fold.apply(new Fact(event, "e1", sequence++, NINE));
    }

    private void enrolled() {
        happens(new RecordEnrolledV1("e1", "s1", 1, "lead", "L-1", "manual", null, "user", "anna"));
    }

    @Test
    void countsAMessageThatGoesOutByItselfAsACompletedStep() {
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
    void letsAConditionBeCancelledThatIsNoStepHere() {
        enrolled();
        happens(new StepCancelledV1("e1", "s1", 1, "lead", "L-1", "c1", "opened"));

        assertThat(fold.changedSteps()).isEmpty();
    }
}
