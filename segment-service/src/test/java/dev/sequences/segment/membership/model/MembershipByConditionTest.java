package dev.sequences.segment.membership.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
import dev.sequences.testkit.condition.ConditionCase;
import dev.sequences.testkit.condition.ConditionCase.CaseRecord;
import dev.sequences.testkit.condition.RandomConditions;
import dev.sequences.testkit.condition.TruthTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memberships follow the published truth table of conditions. */
class MembershipByConditionTest {

    private static Stream<TruthTable.Row> rows() {
        return TruthTable.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void followsTheTruthTable(TruthTable.Row row) {
        // An attribute of the segment's own record must not replace a field that is missing in the row.
        Map<String, Object> fields = new HashMap<>(row.fields());
        fields.putIfAbsent((String) Objects.requireNonNull(row.condition().get("field")), null);
        Facts facts = new Facts("lead", "1", null, "user", "tomas", true, fields);
        assertThat(joins(row.condition(), facts, row.now(), row.zone())).isEqualTo(row.holds());
    }

    @Test
    void agreesWithANaiveEvaluator() {
        List<ConditionCase> cases = RandomConditions.cases(20260305, 20_000).toList();
        assertThat(cases.stream().filter(ConditionCase::holds)).hasSizeBetween(2_000, 18_000);
        assertThat(cases).allSatisfy(one -> {
            assertThat(SegmentConditions.check(one.condition()).refusals()).isEmpty();
            CaseRecord account = one.account();
            Facts facts = facts("lead", one.record());
            assertThat(joins(
                            one.condition(),
                            account == null ? facts : facts.withRelated(Map.of("account", facts("account", account))),
                            one.now(),
                            one.zone()))
                    .isEqualTo(one.holds());
        });
    }

    private static Facts facts(String recordType, CaseRecord record) {
        return new Facts(
                recordType,
                record.recordId(),
                record.name(),
                record.ownerType(),
                record.ownerId(),
                true,
                record.fields());
    }

    private static boolean joins(Map<String, Object> condition, Facts facts, Instant now, ZoneId zone) {
        LiveSegment segment =
                new LiveSegment("s", 1, SegmentConditions.stored(condition), true, null, false, false, false);
        return new Evaluation(List.of(segment), new EvaluationTime(now, zone))
                        .evaluate(facts, null)
                        .joined()
                != null;
    }
}
