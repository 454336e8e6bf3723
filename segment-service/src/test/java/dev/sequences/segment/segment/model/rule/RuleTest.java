package dev.sequences.segment.segment.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Object NOTHING = new Object();

    private record Case(Object field, String op, Object value, boolean holds) {
        String title() {
            return (field == NOTHING
                            ? "no data"
                            : field + " (" + field.getClass().getSimpleName() + ")") + " " + op + " " + value
                    + (holds ? "" : ": no");
        }
    }

    private static Case yes(Object field, String op, Object value) {
        return new Case(field, op, value, true);
    }

    private static Case no(Object field, String op, Object value) {
        return new Case(field, op, value, false);
    }

    private static boolean holds(Object field, String op, Object value) {
        Map<String, Object> condition = new HashMap<>(Map.of("field", "f", "op", op));
        if (value != NOTHING) {
            condition.put("value", value);
        }
        Map<String, Object> fields = new HashMap<>();
        if (field != NOTHING) {
            fields.put("f", field);
        }
        Rule rule = RuleReader.read(Map.of("all", List.of(condition))).orThrow();
        return rule.reasons(new Facts("lead", "1", null, "user", "tomas", true, fields), NOW)
                .isPresent();
    }

    @TestFactory
    Stream<DynamicTest> everyOperator() {
        return Stream.of(
                        yes("Mumbai", "equals", "Mumbai"),
                        no("mumbai", "equals", "Mumbai"),
                        no("Mumbai ", "equals", "Mumbai"),
                        no(NOTHING, "equals", "Mumbai"),
                        yes("Select", "equals", "Select"),
                        yes("0", "equals", "0"),
                        yes("5.0", "equals", 5),
                        yes(5, "equals", "5.00"),
                        yes(new BigDecimal("5.0"), "equals", 5),
                        no("5.0", "equals", "5"),
                        no("007", "equals", "7"),
                        no("five", "equals", 5),
                        yes("true", "equals", true),
                        yes(false, "equals", "False"),
                        no(true, "equals", false),
                        no("Mumbai", "not-equals", "Mumbai"),
                        yes("Delhi", "not-equals", "Mumbai"),
                        yes(NOTHING, "not-equals", "Mumbai"),
                        yes("Thane & Outskirts", "contains", "&"),
                        no("Thane", "contains", "out"),
                        no(NOTHING, "contains", "a"),
                        yes(1234, "contains", "23"),
                        no("Thane & Outskirts", "not-contains", "&"),
                        yes(NOTHING, "not-contains", "a"),
                        yes("02.Medium", "begins-with", "02"),
                        no("12.Medium", "begins-with", "2"),
                        yes("a@example.org", "ends-with", "example.org"),
                        no("a@example.org", "ends-with", "example.com"),
                        yes("Select", "has-data", NOTHING),
                        yes(0, "has-data", NOTHING),
                        yes(false, "has-data", NOTHING),
                        no("  ", "has-data", NOTHING),
                        no(NOTHING, "has-data", NOTHING),
                        yes("", "no-data", NOTHING),
                        yes(NOTHING, "no-data", NOTHING),
                        no("x", "no-data", NOTHING),
                        yes("10", "gt", 9),
                        yes("10", "gt", "9"),
                        no("9", "gt", 9),
                        yes("9", "gte", 9),
                        yes("1e3", "gte", 1000),
                        yes("-2.5", "lt", "0"),
                        no("0", "lt", 0),
                        yes("0", "lte", 0),
                        no("many", "gt", 1),
                        no(NOTHING, "lt", 1),
                        yes("2026-03-02", "gt", "2026-03-01"),
                        yes("2026-03-01T09:00:00Z", "lt", "2026-03-01T10:00:00+00:00"),
                        no("2026-03-01T10:00:00+01:00", "gt", "2026-03-01T09:00:00Z"),
                        no("2026-03-02", "gt", 5),
                        yes("2026-03-01", "on", "2026-03-01"),
                        yes("2026-03-01T23:59:59Z", "on", "2026-03-01"),
                        no("2026-03-01T23:59:59-02:00", "on", "2026-03-01"),
                        yes("2026-03-01 23:59", "on", "2026-03-01"),
                        no("01/03/2026", "on", "2026-03-01"),
                        no("2026-02-30", "on", "2026-03-01"),
                        yes("2026-03-01", "on-or-before", "2026-03-01"),
                        no("2026-03-02", "on-or-before", "2026-03-01"),
                        no(NOTHING, "on-or-before", "2026-03-01"),
                        yes("2026-03-01", "on-or-after", "2026-03-01"),
                        no("2026-02-28", "on-or-after", "2026-03-01"),
                        yes("2026-03-03", "in-last-days", 7),
                        no("2026-03-02", "in-last-days", 7),
                        yes("2026-03-10", "in-last-days", 1),
                        no("2026-03-11", "in-last-days", 7),
                        yes("2026-03-03T12:00:00Z", "in-last-days", "7"),
                        no("2026-03-03T11:59:59Z", "in-last-days", 7),
                        no("2026-03-10T12:00:01Z", "in-last-days", 7),
                        yes("2026-03-17", "in-next-days", 7),
                        no("2026-03-18", "in-next-days", 7),
                        no("2026-03-09", "in-next-days", 7),
                        yes("2026-03-17T12:00:00Z", "in-next-days", 7),
                        no("soon", "in-next-days", 7),
                        yes("Google", "any-of", List.of("Bing", "Google")),
                        yes("5", "any-of", List.of(4, 5)),
                        no("google", "any-of", List.of("Bing", "Google")),
                        no(NOTHING, "any-of", List.of("Bing")),
                        no("Google", "none-of", List.of("Bing", "Google")),
                        yes("Yahoo", "none-of", List.of("Bing", "Google")),
                        yes(NOTHING, "none-of", List.of("Bing")))
                .map(c -> DynamicTest.dynamicTest(c.title(), () -> assertThat(holds(c.field(), c.op(), c.value()))
                        .isEqualTo(c.holds())));
    }

    private static Map<String, Object> leaf(String field, String op, Object value) {
        return Map.of("field", field, "op", op, "value", value);
    }

    private static List<String> reasons(Map<String, Object> conditions, Map<String, Object> fields) {
        return RuleReader.read(conditions)
                .orThrow()
                .reasons(new Facts("lead", "L1", "Ada", "user", "tomas", true, fields), NOW)
                .orElse(null);
    }

    @Test
    void saysWhyInWords() {
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
                                "Mumbai",
                                "visits",
                                "4",
                                "source",
                                "web",
                                "seen",
                                "2026-03-09",
                                "email",
                                "a@example.org")))
                .containsExactly(
                        "city equals Mumbai",
                        "visits is greater than 3",
                        "source is any of web, referral",
                        "seen is in the last 7 days",
                        "email has data");
    }

    @Test
    void anyTellsOnlyWhatHolds() {
        Map<String, Object> either = Map.of(
                "any",
                List.of(
                        Map.of("all", List.of(leaf("city", "equals", "Mumbai"), leaf("visits", "gt", 3))),
                        leaf("city", "begins-with", "Mum")));
        assertThat(reasons(either, Map.of("city", "Mumbai", "visits", 1))).containsExactly("city begins with Mum");
        assertThat(reasons(either, Map.of("city", "Mumbai", "visits", 4)))
                .containsExactly("city equals Mumbai", "visits is greater than 3", "city begins with Mum");
        assertThat(reasons(either, Map.of("city", "Delhi"))).isNull();
    }

    @Test
    void withoutAConditionEveryRecordFits() {
        assertThat(reasons(Map.of("all", List.of()), Map.of())).isEmpty();
    }

    @Test
    void asksForNameOwnerAndIdWhereNoFieldHasThatName() {
        assertThat(reasons(leaf("ownerId", "equals", "tomas"), Map.of())).containsExactly("ownerId equals tomas");
        assertThat(reasons(leaf("name", "equals", "Ada"), Map.of())).isNotNull();
        assertThat(reasons(leaf("name", "equals", "Ada"), Map.of("name", "Bo"))).isNull();
        assertThat(reasons(leaf("recordId", "equals", "L1"), Map.of())).isNotNull();
        assertThat(reasons(leaf("active", "equals", true), Map.of())).isNotNull();
        assertThat(reasons(leaf("ownerType", "equals", "team"), Map.of())).isNull();
    }

    @Test
    void fieldsWithBlanksAndPunctuationAreFieldsLikeOthers() {
        assertThat(reasons(leaf("Do Not Email", "equals", "No"), Map.of("Do Not Email", "No")))
                .containsExactly("Do Not Email equals No");
    }
}
