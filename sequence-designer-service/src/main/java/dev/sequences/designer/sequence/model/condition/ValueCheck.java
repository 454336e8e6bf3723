package dev.sequences.designer.sequence.model.condition;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.surroundings.RecordKind.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Values as they stand in conditions and commands: of the type that the field or the operator needs. */
public final class ValueCheck {

    static final int LONGEST = 1_000;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

    private ValueCheck() {}

    /** Finds a value that a field of a known type cannot have. */
    public static void fitsField(Object value, Field field, Place at) {
        String text = String.valueOf(value);
        switch (field.type()) {
            case TEXT, LOOKUP -> {
                if (!(value instanceof String)) {
                    unfit(at, text, "text", "Give text in quotes.");
                }
            }
            case NUMBER -> {
                if (!isNumber(value)) {
                    unfit(at, text, "a number", "Give a number such as 5.");
                }
            }
            case BOOLEAN -> {
                if (!(value instanceof Boolean)) {
                    unfit(at, text, "true or false", "Give true or false.");
                }
            }
            case DATE -> {
                if (!isDate(value)) {
                    unfit(at, text, "a date", "Give a date such as 2026-03-04.");
                }
            }
            case CHOICE -> {
                if (!field.hasValue(text)) {
                    at.error(
                            "value-not-a-choice",
                            quoted(text) + " is not one of the choices of the field.",
                            "Use one of: " + String.join(", ", field.values()) + ".");
                }
            }
        }
    }

    private static void unfit(Place at, String value, String wanted, String remedy) {
        at.error("value-unfit", quoted(value) + " does not fit the field, which holds " + wanted + ".", remedy);
    }

    public static void checkLength(Object value, Place at) {
        int length = String.valueOf(value).length();
        if (length > LONGEST) {
            at.error(
                    "value-too-long",
                    "The value has " + length + " characters; the limit is " + LONGEST + ".",
                    "Shorten it to " + LONGEST + " characters.");
        }
    }

    static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    static boolean isNumber(Object value) {
        return value instanceof Number
                || (value instanceof String text && NUMBER.matcher(text.strip()).matches());
    }

    /** A day, or a moment that begins with one. */
    static boolean isDate(Object value) {
        if (!(value instanceof String text) || text.length() < 10) {
            return false;
        }
        try {
            LocalDate.parse(text.substring(0, 10));
            return text.length() == 10 || text.charAt(10) == 'T' || text.charAt(10) == ' ';
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean isWholeFrom1To(Object value, int most) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            return false;
        }
        if (!isNumber(value)) {
            return false;
        }
        BigDecimal number = new BigDecimal(String.valueOf(value).strip());
        return number.stripTrailingZeros().scale() <= 0
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }
}
