package dev.sequences.language.condition;

import org.jspecify.annotations.Nullable;

/**
 * One comparison of an explained answer.
 *
 * @param field name of the field; that of a related record follows its relation, e.g. {@code account.city}
 * @param value value of the field; null when it is missing
 * @param outcome result of the comparison
 * @param text the reason in words, e.g. {@code city equals Mumbai} or {@code 'many' in visits is not a number}
 */
public record Reason(String field, @Nullable Object value, Outcome outcome, String text) {

    private static final int MAX_SHOWN = 80;

    static Reason of(String field, Condition.Leaf leaf, @Nullable Object value, Outcome outcome) {
        String words = leaf.inWords();
        String found = value == null || outcome == Outcome.MISSING ? "" : quoted(value) + " in " + field;
        String text =
                switch (outcome) {
                    case HOLDS -> field + " " + words;
                    case DIFFERS ->
                        found.isEmpty()
                                ? field + " does not satisfy '" + words + "'"
                                : found + " does not satisfy '" + words + "'";
                    case MISSING -> field + " has no data";
                    case NO_RELATED_RECORD -> "there is no related record " + field;
                    case NOT_A_NUMBER -> found + " is not a number";
                    case NOT_A_DATE -> found + " is not a date";
                    case NOT_A_BOOLEAN -> found + " is neither true nor false";
                    case NOT_COMPARABLE -> found + " cannot be compared by '" + words + "'";
                };
        return new Reason(field, value, outcome, text);
    }

    static Reason noRelatedRecord(String relation) {
        return new Reason(relation, null, Outcome.NO_RELATED_RECORD, "there is no related record " + relation);
    }

    private static String quoted(Object value) {
        String text = FieldValue.isScalar(value) ? FieldValue.text(value) : String.valueOf(value);
        return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...") + "'";
    }
}
