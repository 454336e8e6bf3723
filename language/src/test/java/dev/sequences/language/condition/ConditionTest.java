package dev.sequences.language.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups, related records, and the reasons of an answer. */
class ConditionTest {

    private static final EvaluationTime NOW = new EvaluationTime(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

    private static Map<String, Object> leaf(String field, String op, Object value) {
        return Map.of("field", field, "op", op, "value", value);
    }

    private static Condition condition(Map<String, Object> drawn) {
        return ConditionReader.read(drawn, "when").orThrow();
    }

    private static RecordValues record(Map<String, Object> fields) {
        return RecordValues.of(fields, Map.of("ownerType", "user", "name", "Ada"), Map.of());
    }

    private static Optional<List<String>> reasons(Map<String, Object> drawn, Map<String, Object> fields) {
        return condition(drawn).reasons(record(fields), NOW);
    }

    private static List<String> reasonsAgainst(Map<String, Object> drawn, Map<String, Object> fields) {
        Explanation explanation = condition(drawn).explain(record(fields), NOW);
        assertThat(explanation.holds()).isFalse();
        return explanation.reasons().stream().map(Reason::text).toList();
    }

    @Test
    void explainsAYesInWords() {
        assertThat(reasons(
                        Map.of(
                                "all",
                                List.of(
                                        leaf("city", "equals", "Mumbai"),
                                        leaf("visits", "gt", 3),
                                        leaf("source", "any-of", List.of("web", "referral")),
                                        leaf("seen", "in-last-days", 7),
                                        Map.of("field", "email", "op", "has-data"))),
                        Map.of(
                                "city",
                                "MUMBAI",
                                "visits",
                                "4",
                                "source",
                                "web",
                                "seen",
                                "2026-03-09",
                                "email",
                                "a@example.org")))
                .hasValue(List.of(
                        "city equals Mumbai",
                        "visits is greater than 3",
                        "source is any of web, referral",
                        "seen is in the last 7 days",
                        "email has data"));
    }

    @Test
    void explainsANoWithFieldValueAndReason() {
        assertThat(reasonsAgainst(
                        Map.of(
                                "all",
                                List.of(
                                        leaf("city", "equals", "Mumbai"),
                                        leaf("visits", "gt", 3),
                                        leaf("seen", "on", "2026-03-09"),
                                        leaf("hot", "equals", true),
                                        leaf("tags", "contains", "x"),
                                        leaf("email", "contains", "@"))),
                        Map.of("city", "Pune", "visits", "many", "seen", "soon", "hot", "yes", "tags", List.of("x"))))
                .containsExactly(
                        "'Pune' in city does not satisfy 'equals Mumbai'",
                        "'many' in visits is not a number",
                        "'soon' in seen is not a date",
                        "'yes' in hot is neither true nor false",
                        "'[x]' in tags cannot be compared by 'contains x'",
                        "email has no data");
    }

    @Test
    void explainsANoWithoutTheValueOfTheRecord() {
        Explanation explanation =
                condition(leaf("city", "equals", "Mumbai")).explain(record(Map.of("city", "Pune")), NOW);
        assertThat(explanation.reasons())
                .extracting(Reason::textWithoutValue)
                .containsExactly("city does not satisfy 'equals Mumbai'");
    }

    @Test
    void explainsOfAnyOnlyThePartsThatDecide() {
        Map<String, Object> either = Map.of(
                "any",
                List.of(
                        Map.of("all", List.of(leaf("city", "equals", "Mumbai"), leaf("visits", "gt", 3))),
                        leaf("city", "begins-with", "Mum")));
        assertThat(reasons(either, Map.of("city", "Mumbai", "visits", 1))).hasValue(List.of("city begins with Mum"));
        assertThat(reasons(either, Map.of("city", "Mumbai", "visits", 4)))
                .hasValue(List.of("city equals Mumbai", "visits is greater than 3", "city begins with Mum"));
        assertThat(reasons(either, Map.of("city", "Delhi", "visits", 4))).isEmpty();
        assertThat(reasonsAgainst(either, Map.of("city", "Delhi", "visits", 4)))
                .containsExactly(
                        "'Delhi' in city does not satisfy 'equals Mumbai'",
                        "'Delhi' in city does not satisfy 'begins with Mum'");
    }

    @ParameterizedTest
    @CsvSource({"all, true", "any, false"})
    void anEmptyGroupIsDecided(String kind, boolean holds) {
        assertThat(condition(Map.of(kind, List.of())).holds(record(Map.of()), NOW))
                .isEqualTo(holds);
    }

    @Test
    void readsAttributesWhereNoFieldHasTheirName() {
        assertThat(reasons(leaf("ownerType", "equals", "USER"), Map.of())).isPresent();
        assertThat(reasons(leaf("name", "equals", "Ada"), Map.of())).isPresent();
        assertThat(reasons(leaf("name", "equals", "Ada"), Map.of("name", "Bo"))).isEmpty();
    }

    @Test
    void aRelatedConditionConcernsTheRelatedRecord() {
        Condition related = condition(Map.of("related", "account", "all", List.of(leaf("city", "equals", "Graz"))));
        RecordValues graz =
                RecordValues.of(Map.of("city", "Linz"), Map.of(), Map.of("account", record(Map.of("city", "Graz"))));
        RecordValues linz =
                RecordValues.of(Map.of("city", "Graz"), Map.of(), Map.of("account", record(Map.of("city", "Linz"))));
        RecordValues empty = RecordValues.of(Map.of("city", "Graz"), Map.of(), Map.of("account", record(Map.of())));
        RecordValues none = record(Map.of("city", "Graz"));

        assertThat(related.reasons(graz, NOW)).hasValue(List.of("account.city equals Graz"));
        assertThat(related.holds(linz, NOW)).isFalse();
        assertThat(related.missing(linz)).isEmpty();
        assertThat(related.holds(empty, NOW)).isFalse();
        assertThat(related.missing(empty)).containsExactly("account.city");
        assertThat(related.holds(none, NOW)).isFalse();
        assertThat(related.missing(none)).containsExactly("account");
        assertThat(related.explain(none, NOW).reasons())
                .extracting(Reason::text)
                .containsExactly("there is no related record account");
    }

    @Test
    void withoutARelatedRecordANegativeOperatorDoesNotHoldEither() {
        Condition related = condition(Map.of("related", "account", "all", List.of(leaf("city", "not-equals", "Graz"))));
        assertThat(related.holds(record(Map.of()), NOW)).isFalse();
    }

    @Test
    void reportsOnlyMissingFieldsThatKeepItFromHolding() {
        Condition condition = condition(Map.of(
                "all",
                List.of(
                        leaf("a", "equals", "x"),
                        leaf("b", "not-equals", "x"),
                        Map.of("field", "c", "op", "has-data"),
                        Map.of("field", "d", "op", "no-data"),
                        leaf("a", "contains", "x"))));
        assertThat(condition.missing(record(Map.of("a", " ")))).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({"account, accountId, account", "primaryContact, primaryContactId, contact"})
    void aRelationIsNamedByALookup(String name, String field, String type) {
        Relation relation = new Relation(name);
        assertThat(relation.idField()).isEqualTo(field);
        assertThat(relation.recordType(record(Map.of()))).isEqualTo(type);
        assertThat(relation.recordType(record(Map.of(name + "Type", "lead")))).isEqualTo("lead");
        assertThat(relation.recordId(record(Map.of(field, "A1")))).isEqualTo("A1");
        assertThat(relation.recordId(record(Map.of(field, " ")))).isNull();
    }
}
