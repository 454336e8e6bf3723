package dev.sequences.language.condition;

import org.jspecify.annotations.Nullable;

/**
 * One comparison of an explained answer.
 *
 * @param field name of the field; that of a related record follows its relation, e.g. {@code account.city}
 * @param value value of the field; null when it is missing
 * @param outcome result of the comparison
 * @param comparison the operator with its operand in words, e.g. {@code equals Mumbai}; empty without a related record
 */
public record Reason(String field, @Nullable Object value, Outcome outcome, String comparison) {

    private static final int MAX_SHOWN = 80;

    static Reason noRelatedRecord(String relation) {
        return new Reason(relation, null, Outcome.NO_RELATED_RECORD, "");
    }

    /** The reason in words, e.g. {@code city equals Mumbai} or {@code 'many' in visits is not a number}. May contain personal data. */
    public String text() {
        return text(value == null ? field : quoted(value) + " in " + field);
    }

    /** As {@link #text}, without the value of the record: for events, which contain no personal data. */
    public String textWithoutValue() {
        return text(field);
    }

    private String text(String subject) {
        return switch (outcome) {
            case HOLDS -> field + " " + comparison;
            case DIFFERS -> subject + " does not satisfy '" + comparison + "'";
            case MISSING -> field + " has no data";
            case NO_RELATED_RECORD -> "there is no related record " + field;
            case NOT_A_NUMBER -> subject + " is not a number";
            case NOT_A_DATE -> subject + " is not a date";
            case NOT_A_BOOLEAN -> subject + " is neither true nor false";
            case NOT_COMPARABLE -> subject + " cannot be compared by '" + comparison + "'";
        };
    }

    private static String quoted(Object value) {
        String text = FieldValue.isScalar(value) ? FieldValue.text(value) : String.valueOf(value);
        return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...") + "'";
    }
}
