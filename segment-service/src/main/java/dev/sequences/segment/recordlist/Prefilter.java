package dev.sequences.segment.recordlist;

import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.Condition.All;
import dev.sequences.language.condition.Condition.Any;
import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.Condition.Related;
import dev.sequences.language.condition.FieldValue;
import dev.sequences.language.condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A SQL expression that holds for every record that satisfies a condition, and for as few others as is cheap to find out. The condition
 * itself decides; this only saves reading records that cannot satisfy it.
 *
 * @param arguments for the placeholders, in order
 */
record Prefilter(String sql, List<Object> arguments) {

    /** Attributes that are read where no field has their name. */
    private static final Set<String> ATTRIBUTES = Set.of("name", "ownerId", "ownerType", "active", "recordId");

    /** Empty if nothing useful is known. */
    static Optional<Prefilter> of(Condition condition) {
        return switch (condition) {
            case Leaf leaf -> ofLeaf(leaf);
            case All all -> {
                List<Prefilter> parts =
                        all.parts().stream().flatMap(part -> of(part).stream()).toList();
                yield parts.isEmpty() ? Optional.empty() : Optional.of(joined(parts, " and "));
            }
            case Any any -> {
                List<Prefilter> parts =
                        any.parts().stream().flatMap(part -> of(part).stream()).toList();
                yield parts.isEmpty() || parts.size() < any.parts().size()
                        ? Optional.empty()
                        : Optional.of(joined(parts, " or "));
            }
            case Related related -> Optional.empty();
        };
    }

    private static Prefilter joined(List<Prefilter> parts, String by) {
        List<Object> arguments = new ArrayList<>();
        parts.forEach(part -> arguments.addAll(part.arguments()));
        return new Prefilter(parts.stream().map(Prefilter::sql).collect(Collectors.joining(by, "(", ")")), arguments);
    }

    private static Optional<Prefilter> ofLeaf(Leaf leaf) {
        Operator operator = leaf.operator();
        if (ATTRIBUTES.contains(leaf.field()) || operator.isNegative() || operator == Operator.NO_DATA) {
            return Optional.empty();
        }
        if (operator == Operator.EQUALS || operator == Operator.ANY_OF) {
            List<?> wanted = leaf.value() instanceof List<?> list
                    ? list
                    : leaf.value() == null ? List.of() : List.of(leaf.value());
            if (!wanted.isEmpty() && wanted.stream().allMatch(Prefilter::isPlainText)) {
                return Optional.of(new Prefilter(
                        "(lower((r.fields ->> ?) collate \"C\") = any(?) or (r.fields ->> ?) ~ '[^\\x01-\\x7f]')",
                        List.of(
                                leaf.field(),
                                wanted.stream()
                                        .map(value -> value.toString().toLowerCase(Locale.ROOT))
                                        .toArray(String[]::new),
                                leaf.field())));
            }
        }
        return Optional.of(new Prefilter("jsonb_exists(r.fields, ?)", List.of(leaf.field())));
    }

    /** ASCII text that compares as text only, whatever the type of the field's value. Other characters may fold to ASCII. */
    private static boolean isPlainText(Object value) {
        return value instanceof String text
                && text.chars().allMatch(c -> c > 0 && c < 128)
                && FieldValue.number(text) == null
                && FieldValue.bool(text) == null
                && FieldValue.pointInTime(text) == null;
    }
}
