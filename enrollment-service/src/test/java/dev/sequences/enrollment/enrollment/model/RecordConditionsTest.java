package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.branch;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Branches by the record's current fields and its stage in a process. */
class RecordConditionsTest {

    private final EnrollmentUnderTest enrollment = new EnrollmentUnderTest();

    @ParameterizedTest
    @CsvSource({"Contoso, take-no, yes", "Fabrikam, take-yes, no", ", take-no, no", ", take-yes, yes"})
    void evaluatesTheRecordWhenItReachesTheCondition(String company, String onMissing, String branch) {
        enrollment.facts = company == null ? RecordFacts.NONE : new RecordFacts(Map.of("company", company));
        enrollment.enroll(definition(
                "call",
                "",
                CALL,
                branch(
                        "field-condition",
                        "fieldCondition",
                        "\"when\": {\"field\": \"company\", \"op\": \"equals\", \"value\": \"Contoso\"},"
                                + " \"onMissing\": \""
                                + onMissing + "\""),
                YES,
                NO));
        enrollment.complete(null);
        assertThat(enrollment.at()).isEqualTo(branch);
    }

    @ParameterizedTest
    @CsvSource({"sales, propose, yes", "sales, qualify, no", "support, propose, no"})
    void followsTheStageOfTheProcess(String process, String stage, String branch) {
        enrollment.facts = new RecordFacts(Map.of("process", process, "stage", stage));
        enrollment.enroll(definition(
                "call",
                "",
                CALL,
                branch(
                        "stage-condition",
                        "stageCondition",
                        "\"process\": \"sales\", \"stages\": [\"develop\", \"propose\"], \"onMissing\": \"take-no\""),
                YES,
                NO));
        enrollment.complete(null);
        assertThat(enrollment.at()).isEqualTo(branch);
    }
}
