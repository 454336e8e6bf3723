package dev.sequences.segment.segment.model.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A condition tree, ready to be evaluated. Made by {@link RuleReader}, which refuses what makes no sense. */
public sealed interface Rule {

    /** Every part holds; with no part: every record. */
    record All(List<Rule> parts) implements Rule {}

    /** At least one part holds. */
    record Any(List<Rule> parts) implements Rule {}

    /** One field, one operator, and what it is compared with: none, one or several values. */
    record Condition(String field, Operator operator, List<Object> values) implements Rule {

        private FieldValue value() {
            return new FieldValue(values.getFirst());
        }

        boolean holds(@Nullable Object raw, Instant now) {
            FieldValue found = new FieldValue(raw);
            return switch (operator) {
                case HAS_DATA -> found.hasData();
                case NO_DATA -> !found.hasData();
                case EQUALS -> found.same(value());
                case NOT_EQUALS -> !found.same(value());
                case ANY_OF -> anyOf(found);
                case NONE_OF -> !anyOf(found);
                case CONTAINS -> found.text().contains(value().text());
                case NOT_CONTAINS -> !found.text().contains(value().text());
                case BEGINS_WITH -> found.text().startsWith(value().text());
                case ENDS_WITH -> found.text().endsWith(value().text());
                case GT, GTE, LT, LTE -> ordered(found.comparedTo(value()));
                case ON, ON_OR_BEFORE, ON_OR_AFTER -> dated(found.moment());
                case IN_LAST_DAYS, IN_NEXT_DAYS -> near(found.moment(), now);
            };
        }

        private boolean anyOf(FieldValue found) {
            return values.stream().anyMatch(value -> found.same(new FieldValue(value)));
        }

        private boolean ordered(@Nullable Integer comparison) {
            if (comparison == null) {
                return false;
            }
            return switch (operator) {
                case GT -> comparison > 0;
                case GTE -> comparison >= 0;
                case LT -> comparison < 0;
                default -> comparison <= 0;
            };
        }

        private boolean dated(FieldValue.@Nullable Moment found) {
            FieldValue.Moment wanted = value().moment();
            if (found == null || wanted == null) {
                return false;
            }
            int comparison = found.day().compareTo(wanted.day());
            return switch (operator) {
                case ON -> comparison == 0;
                case ON_OR_BEFORE -> comparison <= 0;
                default -> comparison >= 0;
            };
        }

        /** A value with a time is compared to the instant, one without to the day: both ends belong to the span. */
        private boolean near(FieldValue.@Nullable Moment found, Instant now) {
            if (found == null || !(values.getFirst() instanceof Number days)) {
                return false;
            }
            boolean last = operator == Operator.IN_LAST_DAYS;
            long from = last ? -days.longValue() : 0;
            long to = last ? 0 : days.longValue();
            Instant instant = found.instant();
            if (instant != null) {
                return !instant.isBefore(now.plus(from, ChronoUnit.DAYS))
                        && !instant.isAfter(now.plus(to, ChronoUnit.DAYS));
            }
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return !found.day().isBefore(today.plusDays(from)) && !found.day().isAfter(today.plusDays(to));
        }

        String inWords() {
            String said = field + " " + operator.words();
            return switch (operator.wants()) {
                case NOTHING -> said;
                case DAYS -> said + " " + value().text() + " days";
                default ->
                    said + " "
                            + values.stream()
                                    .map(value -> new FieldValue(value).text())
                                    .collect(Collectors.joining(", "));
            };
        }
    }

    /** Why the record fits, in words, e.g. "city equals Mumbai"; empty when it does not fit. */
    default Optional<List<String>> reasons(Facts facts, Instant now) {
        List<String> reasons = new ArrayList<>();
        return collect(facts, now, reasons) ? Optional.of(List.copyOf(reasons)) : Optional.empty();
    }

    private boolean collect(Facts facts, Instant now, List<String> reasons) {
        return switch (this) {
            case Condition condition -> {
                boolean holds = condition.holds(facts.value(condition.field()), now);
                if (holds) {
                    reasons.add(condition.inWords());
                }
                yield holds;
            }
            case All all -> {
                for (Rule part : all.parts()) {
                    if (!part.collect(facts, now, reasons)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Any any -> {
                boolean one = false;
                for (Rule part : any.parts()) {
                    List<String> own = new ArrayList<>();
                    if (part.collect(facts, now, own)) {
                        reasons.addAll(own);
                        one = true;
                    }
                }
                yield one;
            }
        };
    }
}
