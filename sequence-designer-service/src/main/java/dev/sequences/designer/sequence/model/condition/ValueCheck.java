package dev.sequences.designer.sequence.model.condition;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.surroundings.RecordKind.Field;
import dev.sequences.designer.sequence.model.surroundings.RecordKind.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values as they stand in conditions and commands: of the type that the field or the operator needs. */
public final class ValueCheck {

    static final int LONGEST = 1_000;

    static final String DATE_REMEDY = "Give a date such as 2026-03-04, or a moment such as 2026-03-04T08:00:00Z.";

    private static final String A_DAY = "2026-03-04";

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

    private ValueCheck() {}

    /**
     * Finds a value that a field of a known type cannot take. It is passed on as it is, so what a comparison reads as a number or a date is
     * not enough.
     */
    public static void canBeSet(Object value, Field field, Place at) {
        if (field.type() == FieldType.NUMBER && value instanceof String text && isNumber(text)) {
            at.error(
                    "value-unfit",
                    quoted(text) + " is text, and the field holds a number.",
                    "Give it without quotes: " + text.strip() + ".");
        } else if (field.type() == FieldType.DATE
                && value instanceof String text
                && isDate(text)
                && moment(text).isEmpty()) {
            at.error("value-unfit", quoted(text) + " is a date with blanks.", DATE_REMEDY);
        } else {
            fitsField(value, field, at);
        }
    }

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
                    unfit(at, text, "a date", DATE_REMEDY);
                }
            }
            case CHOICE -> {
                if (!field.hasValue(text)) {
                    String meant = field.values().stream()
                            .filter(text::equalsIgnoreCase)
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

    /** A day, or a moment with its offset: what is read as one when a record is compared, and nothing else. */
    static boolean isDate(Object value) {
        return value instanceof String text
                && moment(text.strip().replace(' ', 'T')).isPresent();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(
                    text.length() == A_DAY.length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
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
