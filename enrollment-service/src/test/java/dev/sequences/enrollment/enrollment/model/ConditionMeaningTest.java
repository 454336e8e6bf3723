package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.CALL;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.NO;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.YES;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.branch;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.definition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.testkit.condition.ConditionCase.CaseRecord;
import dev.sequences.testkit.condition.RandomConditions;
import dev.sequences.testkit.condition.TruthTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Branches and exit criteria follow the published meaning of conditions. */
class ConditionMeaningTest {

    private static Stream<TruthTable.Row> rows() {
        return TruthTable.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void followsTheTruthTable(TruthTable.Row row) {
        RecordFacts facts = new RecordFacts(row.fields());
        assertThat(branchesToYes(row.condition(), facts, row.now(), row.zone())).isEqualTo(row.holds());
        assertThat(exits(row.condition(), facts, row.now(), row.zone())).isEqualTo(row.holds());
    }

    @Test
    void agreesWithANaiveEvaluator() {
        assertThat(RandomConditions.cases(20260306, 5_000)).allSatisfy(one -> {
            RecordFacts facts = facts(one.record());
            CaseRecord account = one.account();
            RecordFacts known = account == null ? facts : facts.withRelated(Map.of("account", facts(account)));
            assertThat(branchesToYes(one.condition(), known, one.now(), one.zone()))
                    .isEqualTo(one.holds());
            assertThat(exits(one.condition(), known, one.now(), one.zone())).isEqualTo(one.holds());
        });
    }

    private static RecordFacts facts(CaseRecord record) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "recordId", record.recordId(),
                "ownerType", record.ownerType(),
                "ownerId", record.ownerId(),
                "name", record.name(),
                "active", true));
        fields.putAll(record.fields());
        return new RecordFacts(fields);
    }

    private static boolean branchesToYes(Map<String, Object> condition, RecordFacts facts, Instant now, ZoneId zone) {
        EnrollmentUnderTest enrollment = new EnrollmentUnderTest();
        enrollment.graph = definition(
                        "call",
                        "",
                        CALL,
                        branch(
                                "field-condition",
                                "fieldCondition",
                                "\"when\": " + Json.text(condition) + ", \"onMissing\": \"take-no\""),
                        YES,
                        NO)
                .with(zone);
        start(enrollment, facts, now);
        enrollment.when(new CompleteStep(
                enrollment.openStep(), null, "anna", enrollment.graph, EnrollmentUnderTest.ANNA, facts, now, now));
        return enrollment.at().equals("yes");
    }

    private static boolean exits(Map<String, Object> condition, RecordFacts facts, Instant now, ZoneId zone) {
        EnrollmentUnderTest enrollment = new EnrollmentUnderTest();
        enrollment.graph = definition(
                        "yes",
                        "\"exitCriteria\": [{\"on\": \"field-condition\", \"when\": " + Json.text(condition) + "}]",
                        YES)
                .with(zone);
        start(enrollment, facts, now);
        enrollment.when(new CheckExit(enrollment.graph, facts, now));
        return enrollment.state instanceof Enrollment.Ended;
    }

    private static void start(EnrollmentUnderTest enrollment, RecordFacts facts, Instant now) {
        enrollment.when(new EnrollRecord(
                "e1",
                EnrollmentUnderTest.LEAD,
                "manual",
                null,
                EnrollmentUnderTest.ANNA,
                false,
                enrollment.graph,
                null,
                facts,
                now));
    }
}
