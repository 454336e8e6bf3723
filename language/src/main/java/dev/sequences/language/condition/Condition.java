package dev.sequences.language.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tree of conditions on a record, ready to be evaluated. Immutable and safe to share. */
public sealed interface Condition {

    /** Several conditions as one. */
    sealed interface Group extends Condition {

        List<Condition> parts();
    }

    /** Every part holds; without parts it holds for every record. */
    record All(List<Condition> parts) implements Group {

        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds; without parts it holds for no record. */
    record Any(List<Condition> parts) implements Group {

        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The group holds for a related record. Without one it does not hold, whatever it compares. */
    record Related(String relation, Group group) implements Condition {}

    /** One field, how it is compared, and with what. */
    record Leaf(String field, Operator operator, Operand operand) implements Condition {

        /** @param value text, number, boolean, a list of them, or null, as in JSON */
        public static Leaf of(String field, Operator operator, @Nullable Object value) {
            return new Leaf(field, operator, Operand.of(field, operator, value));
        }

        /** What it is compared with, as drawn; null when there is nothing. */
        public @Nullable Object value() {
            return operand.drawn();
        }

        Outcome outcome(RecordValues record, EvaluationTime time) {
            return Comparison.of(operator, operand, record.value(field), time);
        }

        String inWords() {
            return switch (operator.shape()) {
                case NONE -> operator.words();
                case DAYS -> operator.words() + " " + operand.inWords() + " days";
                default -> operator.words() + " " + operand.inWords();
            };
        }
    }

    /** Whether the record satisfies it. */
    default boolean holds(RecordValues record, EvaluationTime time) {
        switch (this) {
            case Leaf leaf -> {
                return leaf.outcome(record, time) == Outcome.HOLDS;
            }
            case All all -> {
                for (Condition part : all.parts()) {
                    if (!part.holds(record, time)) {
                        return false;
                    }
                }
                return true;
            }
            case Any any -> {
                for (Condition part : any.parts()) {
                    if (part.holds(record, time)) {
                        return true;
                    }
                }
                return false;
            }
            case Related related -> {
                RecordValues other = record.related(related.relation());
                return other != null && related.group().holds(other, time);
            }
        }
    }

    /**
     * Fields without data that keep a comparison from being satisfied, in the order of the drawing; {@code account.city} for one
     * of a related record, {@code account} when that record is not known. A negative operator is satisfied by a missing field, and
     * {@code has-data} tests for it, so neither reports one.
     */
    default List<String> missing(RecordValues record) {
        List<String> fields = new ArrayList<>();
        collectMissing(record, "", fields);
        return fields.stream().distinct().toList();
    }

    private void collectMissing(RecordValues record, String prefix, List<String> fields) {
        switch (this) {
            case Leaf leaf -> {
                if (leaf.operator().shape() != Operator.Shape.NONE
                        && !leaf.operator().isNegative()
                        && FieldValue.isMissing(record.value(leaf.field()))) {
                    fields.add(prefix + leaf.field());
                }
            }
            case Group group -> group.parts().forEach(part -> part.collectMissing(record, prefix, fields));
            case Related related -> {
                RecordValues other = record.related(related.relation());
                if (other == null) {
                    fields.add(prefix + related.relation());
                } else {
                    ((Condition) related.group()).collectMissing(other, prefix + related.relation() + ".", fields);
                }
            }
        }
    }

    /** The reasons in words, e.g. {@code city equals Mumbai}, when the record satisfies it; empty when it does not. */
    default Optional<List<String>> reasons(RecordValues record, EvaluationTime time) {
        if (!holds(record, time)) {
            return Optional.empty();
        }
        List<Reason> reasons = new ArrayList<>();
        collectReasons(record, time, "", true, reasons);
        return Optional.of(reasons.stream().map(Reason::text).toList());
    }

    /** The answer with its reasons. Costs more than {@link #holds}. */
    default Explanation explain(RecordValues record, EvaluationTime time) {
        boolean holds = holds(record, time);
        List<Reason> reasons = new ArrayList<>();
        collectReasons(record, time, "", holds, reasons);
        return new Explanation(holds, List.copyOf(reasons));
    }

    private void collectReasons(
            RecordValues record, EvaluationTime time, String prefix, boolean holds, List<Reason> reasons) {
        switch (this) {
            case Leaf leaf -> {
                Outcome outcome = leaf.outcome(record, time);
                reasons.add(new Reason(prefix + leaf.field(), record.value(leaf.field()), outcome, leaf.inWords()));
            }
            case Group group -> {
                for (Condition part : group.parts()) {
                    if (part.holds(record, time) == holds) {
                        part.collectReasons(record, time, prefix, holds, reasons);
                    }
                }
            }
            case Related related -> {
                RecordValues other = record.related(related.relation());
                if (other == null) {
                    reasons.add(Reason.noRelatedRecord(prefix + related.relation()));
                } else {
                    ((Condition) related.group())
                            .collectReasons(other, time, prefix + related.relation() + ".", holds, reasons);
                }
            }
        }
    }

    /** All comparisons, in the order of the drawing. */
    default Stream<Leaf> leaves() {
        return switch (this) {
            case Leaf leaf -> Stream.of(leaf);
            case Group group -> group.parts().stream().flatMap(Condition::leaves);
            case Related related -> related.group().leaves();
        };
    }

    /** Names of the relations it reads, each once. */
    default Stream<String> relations() {
        return switch (this) {
            case Leaf leaf -> Stream.<String>empty();
            case Group group ->
                group.parts().stream().flatMap(Condition::relations).distinct();
            case Related related -> Stream.of(related.relation());
        };
    }
}
