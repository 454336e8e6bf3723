package dev.sequences.testkit.condition;

import dev.sequences.testkit.condition.ConditionCase.CaseRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Random conditions on random records, from small pools so that values meet. The same seed gives the same cases. */
public final class RandomConditions {

    private static final int MAX_COMPARISONS = 10;

    private static final List<String> OPERATORS = List.of(
            "equals",
            "not-equals",
            "contains",
            "not-contains",
            "begins-with",
            "ends-with",
            "has-data",
            "no-data",
            "gt",
            "gte",
            "lt",
            "lte",
            "on",
            "on-or-before",
            "on-or-after",
            "in-last-days",
            "in-next-days",
            "any-of",
            "none-of");
    private static final List<String> FIELDS =
            List.of("city", "score", "since", "hot", "recordId", "ownerId", "ownerType", "name", "accountId");
    private static final List<String> TEXTS = List.of(
            "Mumbai",
            "MUMBAI",
            "mum",
            "BAI",
            "οδος",
            "ΟΔΟΣ",
            "Straße",
            "STRASSE",
            "Zo\u00eb",
            "zoe\u0308",
            "R1",
            "r1",
            "anna",
            "ANNA",
            "user",
            "Team",
            "Ada",
            "A1",
            "007",
            "true",
            " False ",
            "5",
            "5.0",
            " 7 ",
            "1e1",
            ".5",
            "-2");
    private static final List<Object> NUMBERS =
            List.of(5, 7, 10, -2, 0, new BigDecimal("5.0"), new BigDecimal("0.1"), new BigDecimal("1E+1"));
    private static final List<String> DATES = List.of(
            "2026-03-28",
            "2026-03-29",
            "2026-03-30",
            "2026-03-29T02:30",
            "2026-03-29 03:30",
            "2026-03-29T01:30:00Z",
            "2026-03-28T23:00:00Z",
            "2026-03-28T22:59:59Z",
            "2026-03-29T10:00:00+02:00",
            "2026-03-29T22:00:00Z",
            "2026-02-30");
    private static final List<Instant> NOWS =
            List.of(Instant.parse("2026-03-29T12:00:00Z"), Instant.parse("2026-03-28T23:30:00Z"));
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Vienna"), ZoneId.of("Pacific/Auckland"));

    private final Random random;
    private int comparisons;

    private RandomConditions(long seed) {
        this.random = new Random(seed);
    }

    public static Stream<ConditionCase> cases(long seed, int count) {
        RandomConditions random = new RandomConditions(seed);
        return Stream.generate(random::next).limit(count);
    }

    private ConditionCase next() {
        comparisons = 1 + random.nextInt(MAX_COMPARISONS);
        CaseRecord account = random.nextBoolean() ? record(false) : null;
        return new ConditionCase(
                random.nextInt(4) == 0 ? leaf() : group(3, true),
                record(account != null),
                account,
                one(NOWS),
                one(ZONES));
    }

    private CaseRecord record(boolean hasAccount) {
        Map<String, Object> fields = new HashMap<>();
        for (String field : List.of("city", "score", "since", "hot")) {
            if (random.nextInt(4) > 0) {
                fields.put(field, found());
            }
        }
        if (hasAccount) {
            fields.put("accountId", "A1");
        }
        return new CaseRecord(
                one(List.of("R1", "r1")),
                one(List.of("user", "team")),
                one(List.of("anna", "Anna", "Zo\u00eb")),
                one(List.of("Ada", "MUMBAI", "5")),
                fields);
    }

    private Object found() {
        return random.nextInt(12) == 0 ? "  " : value();
    }

    private Object value() {
        return switch (random.nextInt(6)) {
            case 0 -> one(NUMBERS);
            case 1 -> random.nextBoolean();
            case 2, 3 -> one(DATES);
            default -> one(TEXTS);
        };
    }

    private Map<String, Object> group(int depth, boolean mayBeRelated) {
        boolean related = mayBeRelated && random.nextInt(5) == 0;
        List<Object> parts = new ArrayList<>();
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size && (comparisons > 0 || parts.isEmpty()); i++) {
            parts.add(
                    depth > 0 && comparisons > 1 && random.nextInt(3) == 0
                            ? group(depth - 1, mayBeRelated && !related)
                            : leaf());
        }
        Map<String, Object> group = new HashMap<>(Map.of(random.nextBoolean() ? "all" : "any", parts));
        if (related) {
            group.put("related", "account");
        }
        return group;
    }

    private Map<String, Object> leaf() {
        comparisons--;
        String op = one(OPERATORS);
        Map<String, Object> leaf = new HashMap<>(Map.of("field", one(FIELDS), "op", op));
        switch (op) {
            case "has-data", "no-data" -> {
                // No operand.
            }
            case "contains", "not-contains", "begins-with", "ends-with" -> leaf.put("value", one(TEXTS));
            case "gt", "gte", "lt", "lte" ->
                leaf.put("value", random.nextBoolean() ? one(NUMBERS) : one(DATES.subList(0, DATES.size() - 1)));
            case "on", "on-or-before", "on-or-after" -> leaf.put("value", one(DATES.subList(0, DATES.size() - 1)));
            case "in-last-days", "in-next-days" -> leaf.put("value", 1 + random.nextInt(2));
            case "any-of", "none-of" ->
                leaf.put(
                        "value",
                        Stream.generate(this::value)
                                .limit(1 + random.nextInt(3))
                                .toList());
            default -> leaf.put("value", value());
        }
        return leaf;
    }

    private <T> T one(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
