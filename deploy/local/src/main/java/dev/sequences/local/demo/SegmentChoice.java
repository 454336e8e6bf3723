package dev.sequences.local.demo;

import dev.sequences.local.demo.RecordFields.Field;
import dev.sequences.local.demo.RecordFields.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The conditions of the demo's segment: those of {@code --where}, or a value of a field with few values whose share of the records is
 * nearest to a third (nearest to {@link #TARGET_MEMBERS} for many records, so that the demo takes minutes). The same records always
 * give the same choice.
 *
 * @param description the conditions for the terminal
 * @param reason why these conditions, for the terminal
 */
record SegmentChoice(List<Map<String, String>> conditions, String description, String reason) {

    static final long TARGET_MEMBERS = 3_500;

    private static final int MIN_VALUES = 2;
    private static final int MAX_VALUE_LENGTH = 60;
    private static final double MIN_SHARE = 0.02;
    private static final double MAX_SHARE = 0.6;
    private static final int EXAMPLES = 8;
    /** Placeholders that forms and exports write for an omitted value; a segment of those would mean nothing. */
    private static final Set<String> PLACEHOLDERS = Set.of("", "select", "n/a", "na", "none", "null", "unknown", "-");

    private record Candidate(Field field, Value value, double distance, boolean meaningful) {}

    /** Returns the conditions of {@code --where}; refuses a condition on an unknown field or on a value that no record has. */
    static SegmentChoice of(RecordFields fields, List<String> wheres) throws UnusableLeads {
        var conditions = Condition.parse(fields.names(), wheres);
        for (var condition : conditions) {
            refuseUnmatched(fields, condition);
        }
        return of(conditions, "as given by --where");
    }

    /** Chooses a field and a value. */
    static SegmentChoice from(RecordFields fields, Leads leads) {
        var targetShare = Math.min(1.0 / 3, (double) TARGET_MEMBERS / fields.records());
        var candidates = new ArrayList<Candidate>();
        for (var field : fields.fields()) {
            if (field.name().equals(leads.idColumn()) || field.name().equals(leads.nameColumn())) {
                continue;
            }
            var usable = field.values().stream().filter(SegmentChoice::isUsable).toList();
            if (usable.size() < MIN_VALUES) {
                continue;
            }
            // Words mean more than flags and numbers: those come second.
            var meaningful = usable.size() > 2
                    && usable.stream().noneMatch(value -> value.value().matches("[-+0-9.,]+"));
            for (var value : usable) {
                var share = (double) value.records() / fields.records();
                if (share >= MIN_SHARE && share <= MAX_SHARE) {
                    candidates.add(new Candidate(field, value, Math.abs(share - targetShare), meaningful));
                }
            }
        }
        return candidates.stream()
                .min(Comparator.comparing((Candidate candidate) -> !candidate.meaningful())
                        .thenComparingDouble(Candidate::distance)
                        .thenComparing(candidate -> candidate.field().name())
                        .thenComparing(candidate -> candidate.value().value()))
                .map(best -> of(best, fields.records()))
                .orElseGet(() -> everyRecord(fields));
    }

    private static SegmentChoice of(Candidate best, long records) {
        var reason =
                "chosen by the demo: \"%s\" has %d values, and %.0f %% of the records have this one; choose with --where"
                        .formatted(
                                best.field().name(),
                                best.field().values().size(),
                                100.0 * best.value().records() / records);
        return of(List.of(new Condition(best.field().name(), best.value().value())), reason);
    }

    private static SegmentChoice of(List<Condition> conditions, String reason) {
        return new SegmentChoice(
                conditions.stream().map(Condition::toJson).toList(),
                conditions.stream().map(Condition::toString).collect(Collectors.joining(" and ")),
                reason);
    }

    /** A segment needs a condition; the most used field has data in all records, or in nearly all. */
    private static SegmentChoice everyRecord(RecordFields fields) {
        var field = fields.fields().getFirst().name();
        return new SegmentChoice(
                List.of(Map.of("field", field, "op", "has-data")),
                field + " has data",
                "no field has a few values that divide the records; choose with --where");
    }

    private static boolean isUsable(Value value) {
        return value.value().length() <= MAX_VALUE_LENGTH
                && !PLACEHOLDERS.contains(value.value().toLowerCase(Locale.ROOT));
    }

    private static void refuseUnmatched(RecordFields fields, Condition condition) throws UnusableLeads {
        var field = fields.field(condition.field());
        if (field.isEmpty()) {
            throw new UnusableLeads("No record has data in a column \"%s\"; --where needs one of: %s."
                    .formatted(condition.field(), String.join(", ", fields.names())));
        }
        var values = field.get().values();
        if (condition.value().isEmpty()
                || values.isEmpty()
                || values.stream().anyMatch(value -> value.value().equals(condition.value()))) {
            return;
        }
        throw new UnusableLeads("No record has \"%s\" in column \"%s\"; its values are, for example: %s."
                .formatted(
                        condition.value(),
                        condition.field(),
                        values.stream()
                                .limit(EXAMPLES)
                                .map(value -> "\"%s\" (%,d)".formatted(value.value(), value.records()))
                                .collect(Collectors.joining(", "))));
    }
}
