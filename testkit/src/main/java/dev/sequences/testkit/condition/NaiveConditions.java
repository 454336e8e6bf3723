package dev.sequences.testkit.condition;

import dev.sequences.testkit.condition.ConditionCase.CaseRecord;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a condition by the text of ADR 0017, rule by rule, without optimization and without code of the language module, which it
 * checks.
 */
final class NaiveConditions {

    private final Instant now;
    private final ZoneId zone;

    private NaiveConditions(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    static boolean holds(ConditionCase one) {
        return new NaiveConditions(one.now(), one.zone()).holds(one.condition(), one.record(), one.account());
    }

    private boolean holds(Map<?, ?> condition, CaseRecord record, @Nullable CaseRecord account) {
        if (condition.containsKey("related")) {
            return account != null && group(condition, account, null);
        }
        return condition.containsKey("field") ? leaf(condition, record) : group(condition, record, account);
    }

    private boolean group(Map<?, ?> group, CaseRecord record, @Nullable CaseRecord account) {
        List<?> all = (List<?>) group.get("all");
        if (all != null) {
            return all.stream().allMatch(part -> holds((Map<?, ?>) part, record, account));
        }
        return ((List<?>) Objects.requireNonNull(group.get("any")))
                .stream().anyMatch(part -> holds((Map<?, ?>) part, record, account));
    }

    private boolean leaf(Map<?, ?> leaf, CaseRecord record) {
        String field = (String) Objects.requireNonNull(leaf.get("field"));
        Object found = record.value(field);
        if (found instanceof String text && text.isBlank()) {
            found = null;
        }
        boolean exact = field.equals("recordId") || field.equals("ownerId");
        Object value = leaf.get("value");
        String op = (String) Objects.requireNonNull(leaf.get("op"));
        return switch (op) {
            case "has-data" -> found != null;
            case "no-data" -> found == null;
            case "not-equals" -> !positive("equals", found, value, exact);
            case "not-contains" -> !positive("contains", found, value, exact);
            case "none-of" -> !positive("any-of", found, value, exact);
            default -> positive(op, found, value, exact);
        };
    }

    private boolean positive(String op, @Nullable Object found, @Nullable Object value, boolean exact) {
        if (found == null || value == null) {
            return false;
        }
        return switch (op) {
            case "equals" -> same(found, value, exact);
            case "any-of" ->
                ((List<?>) value).stream().anyMatch(one -> same(found, Objects.requireNonNull(one), exact));
            case "contains" -> text(found, exact).contains(text(value, exact));
            case "begins-with" -> text(found, exact).startsWith(text(value, exact));
            case "ends-with" -> text(found, exact).endsWith(text(value, exact));
            case "gt", "gte", "lt", "lte" -> ordered(op, found, value);
            case "on", "on-or-before", "on-or-after" -> dated(op, day(found), day(value));
            case "in-last-days" -> near(found, -((Number) value).intValue());
            case "in-next-days" -> near(found, ((Number) value).intValue());
            default -> throw new IllegalArgumentException(op);
        };
    }

    private boolean same(Object found, Object value, boolean exact) {
        if (exact) {
            return text(found, true).equals(text(value, true));
        }
        if (found instanceof Boolean || value instanceof Boolean) {
            String one = found.toString().strip().toLowerCase(Locale.ROOT);
            return List.of("true", "false").contains(one)
                    && one.equals(value.toString().strip().toLowerCase(Locale.ROOT));
        }
        if (found instanceof Number || value instanceof Number) {
            BigDecimal one = number(found);
            BigDecimal other = number(value);
            return one != null && other != null && one.compareTo(other) == 0;
        }
        Integer times = compareTimes(found, value);
        return times == null ? text(found, false).equals(text(value, false)) : times == 0;
    }

    private boolean ordered(String op, Object found, Object value) {
        BigDecimal limit = number(value);
        BigDecimal number = number(found);
        Integer comparison = limit == null
                ? compareTimes(found, value)
                : number == null ? null : Integer.valueOf(number.compareTo(limit));
        if (comparison == null) {
            return false;
        }
        return switch (op) {
            case "gt" -> comparison > 0;
            case "gte" -> comparison >= 0;
            case "lt" -> comparison < 0;
            default -> comparison <= 0;
        };
    }

    private static boolean dated(String op, @Nullable LocalDate day, @Nullable LocalDate other) {
        if (day == null || other == null) {
            return false;
        }
        return switch (op) {
            case "on" -> day.equals(other);
            case "on-or-before" -> !day.isAfter(other);
            default -> !day.isBefore(other);
        };
    }

    private @Nullable Integer compareTimes(Object found, Object value) {
        LocalDate day = day(found);
        LocalDate otherDay = day(value);
        if (day == null || otherDay == null) {
            return null;
        }
        Instant instant = instant(found);
        Instant other = instant(value);
        return instant == null || other == null ? day.compareTo(otherDay) : instant.compareTo(other);
    }

    private boolean near(Object found, int days) {
        LocalDate day = day(found);
        if (day == null) {
            return false;
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate first = days < 0 ? today.plusDays(days) : today;
        LocalDate last = days < 0 ? today : today.plusDays(days);
        if (day.isBefore(first) || day.isAfter(last)) {
            return false;
        }
        Instant instant = instant(found);
        return instant == null || (days < 0 ? !instant.isAfter(now) : !instant.isBefore(now));
    }

    private static String text(Object value, boolean exact) {
        String text = value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : value.toString();
        return exact
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT)
                        .replace('ς', 'σ');
    }

    private static @Nullable BigDecimal number(Object value) {
        String text = value.toString().strip();
        return value instanceof Boolean || !text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                ? null
                : new BigDecimal(text);
    }

    private @Nullable LocalDate day(Object value) {
        Instant instant = instant(value);
        if (instant != null) {
            return instant.atZone(zone).toLocalDate();
        }
        try {
            return value instanceof String text && text.strip().length() == 10 ? LocalDate.parse(text.strip()) : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private @Nullable Instant instant(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        String iso = text.strip().replace(' ', 'T');
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (RuntimeException e) {
            try {
                return LocalDateTime.parse(iso).atZone(zone).toInstant();
            } catch (RuntimeException noDateTime) {
                return null;
            }
        }
    }
}
