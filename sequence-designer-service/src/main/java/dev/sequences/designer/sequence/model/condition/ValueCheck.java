package dev.sequences.designer.sequence.model.condition;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.RecordDescription.Field;
import dev.sequences.designer.sequence.model.context.RecordDescription.FieldType;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.language.condition.FieldValue;
import dev.sequences.language.condition.OperandCheck;

/** Whether a value suits a field of a known type. */
public final class ValueCheck {

    private static final String DATE_REMEDY =
            "Give a date such as 2026-03-04, or a moment such as 2026-03-04T08:00:00Z.";

    private ValueCheck() {}

    /**
     * Finds a value that cannot be set. It is stored unchanged, so it must have the type of the field, and a choice must be spelled as
     * in the list.
     */
    public static void checkAssignable(Object value, Field field, Place at) {
        if (field.type() == FieldType.NUMBER && value instanceof String text && FieldValue.number(text) != null) {
            at.error(
                    "value-unfit",
                    quoted(text) + " is text, and the field holds a number.",
                    "Give it without quotes: " + text.strip() + ".");
        } else if (field.type() == FieldType.DATE
                && value instanceof String text
                && text.indexOf(' ') >= 0
                && FieldValue.pointInTime(text) != null) {
            at.error("value-unfit", quoted(text) + " is a date with blanks.", DATE_REMEDY);
        } else {
            check(value, field, at, field.values().contains(String.valueOf(value)));
        }
    }

    /** Finds a value that a condition cannot compare with the field. A choice may be spelled in any case. */
    static void checkComparable(Object value, Field field, Place at) {
        String text = String.valueOf(value);
        check(value, field, at, field.values().stream().anyMatch(choice -> FieldValue.isSameText(choice, text)));
    }

    private static void check(Object value, Field field, Place at, boolean known) {
        String text = String.valueOf(value);
        switch (field.type()) {
            case TEXT, LOOKUP -> {
                if (!(value instanceof String)) {
                    unfit(at, text, "text", "Give text in quotes.");
                }
            }
            case NUMBER -> {
                if (FieldValue.number(value) == null) {
                    unfit(at, text, "a number", "Give a number such as 5.");
                }
            }
            case BOOLEAN -> {
                if (!(value instanceof Boolean)) {
                    unfit(at, text, "true or false", "Give true or false.");
                }
            }
            case DATE -> {
                if (FieldValue.pointInTime(value) == null) {
                    unfit(at, text, "a date", DATE_REMEDY);
                }
            }
            case CHOICE -> {
                if (!known && !field.values().isEmpty()) {
                    String meant = field.values().stream()
                            .filter(choice -> FieldValue.isSameText(choice, text))
                            .findFirst()
                            .map(spelled -> "Did you mean " + quoted(spelled) + "? ")
                            .orElse("");
                    at.error(
                            "value-not-a-choice",
                            quoted(text) + " is not one of the choices of the field.",
                            meant + "Use one of: " + String.join(", ", field.values()) + ".");
                }
            }
        }
    }

    private static void unfit(Place at, String value, String wanted, String remedy) {
        at.error("value-unfit", quoted(value) + " does not fit the field, which holds " + wanted + ".", remedy);
    }

    public static void checkLength(Object value, Place at) {
        int length = String.valueOf(value).length();
        if (length > OperandCheck.MAX_VALUE_LENGTH) {
            at.error(
                    "value-too-long",
                    "The value has " + length + " characters; the limit is " + OperandCheck.MAX_VALUE_LENGTH + ".",
                    "Shorten it to " + OperandCheck.MAX_VALUE_LENGTH + " characters.");
        }
    }
}
