package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NINE;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.branch;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit criteria end an enrollment in any state. */
class ExitCriteriaTest {

    private static final String MAIL =
            "{\"key\": \"mail\", \"type\": \"email\", \"name\": \"Hello\", \"next\": \"if\"}";

    private final EnrollmentUnderTest enrollment = new EnrollmentUnderTest();

    @ParameterizedTest
    @CsvSource({"reply, email-replied", "bounce, email-bounced", "opt-out, opt-out", "meeting-booked, meeting-booked"})
    void endsOnAnActivityBeforeAnyConditionUsesIt(String on, String type) {
        Graph leaving = definition(
                "mail",
                "\"exitCriteria\": [{\"on\": \"" + on + "\"}]",
                MAIL,
                branch(
                        "email-condition",
                        "emailCondition",
                        "\"interactions\": [\"replied\"], \"match\": \"any\", \"within\": \"P1D\", \"immediately\":"
                                + " true"),
                YES,
                NO);
        enrollment.enroll(leaving);
        enrollment.activity(type, NINE);
        assertThat(enrollment.at()).isEqualTo("exit-criterion-met");
        enrollment.enroll(leaving);
        enrollment.complete(null);
        enrollment.activity(type, NINE.plusSeconds(1));
        assertThat(enrollment.at()).isEqualTo("exit-criterion-met");
        assertThat(enrollment.names()).containsExactly("ActivityNoted", "StepCancelled", "EnrollmentEnded");
        enrollment.activity(type, NINE.plusSeconds(2));
        assertThat(enrollment.happened).isEmpty();
    }

    @Test
    void endsWhenTheRecordMeetsTheCriterion() {
        enrollment.enroll(definition(
                "mail",
                "\"exitCriteria\": [{\"on\": \"field-condition\", \"when\": {\"field\": \"doNotEmail\", \"op\":"
                        + " \"equals\", \"value\": true}}, {\"on\": \"stage\", \"process\": \"sales\", \"stages\":"
                        + " [\"close\"]}, {\"on\": \"record-closed\"}]",
                MAIL,
                NO.replace("\"no\"", "\"if\"")));
        enrollment.when(new CheckExit(enrollment.graph, new RecordFacts(Map.of("doNotEmail", false)), NINE));
        assertThat(enrollment.at()).isEqualTo("mail");
        enrollment.when(
                new CheckExit(enrollment.graph, new RecordFacts(Map.of("process", "sales", "stage", "close")), NINE));
        assertThat(enrollment.at()).isEqualTo("exit-criterion-met");
    }
}
