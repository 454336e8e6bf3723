package dev.sequences.enrollment.enrollment.model.graph;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A condition on a record. Values compare as segments compare them: text exactly, numbers by value, days in UTC. */
public sealed interface RecordCondition {

    /** Every part holds. */
    record All(List<RecordCondition> parts) implements RecordCondition {}

    /** At least one part holds. */
    record Any(List<RecordCondition> parts) implements RecordCondition {}

    /** A condition on a related record. Without one nothing holds, and it is what the record lacks. */
    record Related(String relation, RecordCondition part) implements RecordCondition {}

    /** One field and how it compares; values are none, one or several. */
    record Leaf(String field, String op, List<Object> values) implements RecordCondition {

        @Override
        public boolean holds(RecordFacts facts, Instant now) {
            Object found = facts.value(field);
            if (found == null) {
                return op.equals("no-data");
            }
            Value value = new Value(found);
            return switch (op) {
                case "has-data" -> true;
                case "equals" -> value.same(first());
                case "not-equals" -> !value.same(first());
                case "any-of" -> values.stream().anyMatch(value::same);
                case "none-of" -> values.stream().noneMatch(value::same);
                case "contains" -> value.text().contains(String.valueOf(first()));
                case "not-contains" -> !value.text().contains(String.valueOf(first()));
                case "begins-with" -> value.text().startsWith(String.valueOf(first()));
                case "ends-with" -> value.text().endsWith(String.valueOf(first()));
                case "gt" -> value.compare(first()).filter(c -> c > 0).isPresent();
                case "gte" -> value.compare(first()).filter(c -> c >= 0).isPresent();
                case "lt" -> value.compare(first()).filter(c -> c < 0).isPresent();
                case "lte" -> value.compare(first()).filter(c -> c <= 0).isPresent();
                case "on" -> value.days(first()).filter(c -> c == 0).isPresent();
                case "on-or-before" -> value.days(first()).filter(c -> c <= 0).isPresent();
                case "on-or-after" -> value.days(first()).filter(c -> c >= 0).isPresent();
                case "in-last-days" -> near(value, now, true);
                case "in-next-days" -> near(value, now, false);
                default -> false;
            };
        }

        private Object first() {
            return values.getFirst();
        }

        private boolean near(Value value, Instant now, boolean past) {
            Optional<BigDecimal> days = new Value(first()).number();
            Optional<LocalDate> day = value.day();
            if (days.isEmpty() || day.isEmpty()) {
                return false;
            }
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            long span = days.get().longValue();
            LocalDate from = past ? today.minusDays(span) : today;
            LocalDate to = past ? today : today.plusDays(span);
            return !day.get().isBefore(from) && !day.get().isAfter(to);
        }

        private boolean lacks(RecordFacts facts) {
            return !op.endsWith("-data") && facts.value(field) == null;
        }
    }

    /** Whether it holds; a field that the record lacks satisfies nothing but {@code no-data}. */
    default boolean holds(RecordFacts facts, Instant now) {
        return switch (this) {
            case Leaf leaf -> leaf.holds(facts, now);
            case All all -> all.parts().stream().allMatch(part -> part.holds(facts, now));
            case Any any -> any.parts().stream().anyMatch(part -> part.holds(facts, now));
            case Related related -> {
                RecordFacts other = facts.of(related.relation());
                yield other != null && related.part().holds(other, now);
            }
        };
    }

    /** What is compared and the record lacks: names of fields, those of related records behind the relation's. */
    default Stream<String> missing(RecordFacts facts) {
        return switch (this) {
            case Leaf leaf -> leaf.lacks(facts) ? Stream.of(leaf.field()) : Stream.empty();
            case All all -> all.parts().stream().flatMap(part -> part.missing(facts));
            case Any any -> any.parts().stream().flatMap(part -> part.missing(facts));
            case Related related -> {
                RecordFacts other = facts.of(related.relation());
                yield other == null
                        ? Stream.of(related.relation())
                        : related.part().missing(other).map(field -> related.relation() + "." + field);
            }
        };
    }

    /** Whether the record lacks something that is compared. */
    default boolean misses(RecordFacts facts) {
        return missing(facts).findAny().isPresent();
    }

    /** The relations that it asks about. */
    default Stream<String> relations() {
        return switch (this) {
            case Leaf leaf -> Stream.empty();
            case All all -> all.parts().stream().flatMap(RecordCondition::relations);
            case Any any -> any.parts().stream().flatMap(RecordCondition::relations);
            case Related related -> Stream.of(related.relation());
        };
    }

    /** A value with the readings that it allows. */
    record Value(Object raw) {

        private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

        String text() {
            return raw instanceof BigDecimal number ? number.toPlainString() : raw.toString();
        }

        Optional<BigDecimal> number() {
            String text = text().strip();
            return raw instanceof Boolean || !NUMBER.matcher(text).matches()
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(text));
        }

        Optional<LocalDate> day() {
            return moment().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        }

        private Optional<Instant> moment() {
            String text = text().strip().replace(' ', 'T');
            try {
                if (text.length() == 10) {
                    return Optional.of(
                            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
                }
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        boolean same(@Nullable Object other) {
            if (other == null) {
                return false;
            }
            Value wanted = new Value(other);
            if (raw instanceof Number || other instanceof Number) {
                return number().flatMap(mine -> wanted.number().map(theirs -> mine.compareTo(theirs) == 0))
                        .orElse(false);
            }
            if (raw instanceof Boolean || other instanceof Boolean) {
                return text().equalsIgnoreCase(wanted.text().strip());
            }
            return text().equals(wanted.text());
        }

        Optional<Integer> compare(Object other) {
            Value wanted = new Value(other);
            Optional<Integer> asNumbers =
                    number().flatMap(mine -> wanted.number().map(mine::compareTo));
            return asNumbers.isPresent()
                    ? asNumbers
                    : moment().flatMap(mine -> wanted.moment().map(mine::compareTo));
        }

        Optional<Integer> days(Object other) {
            return day().flatMap(mine -> new Value(other).day().map(mine::compareTo));
        }
    }
}
