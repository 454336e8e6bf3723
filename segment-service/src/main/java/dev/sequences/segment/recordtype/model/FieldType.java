package dev.sequences.segment.recordtype.model;

import dev.sequences.language.condition.FieldValue;
import dev.sequences.language.condition.PointInTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Type of a field. A value belongs to a type if conditions read it as one, whatever its JSON type: the text {@code 42} is a number, as
 * files and other systems deliver it.
 */
public enum FieldType {
    TEXT,
    NUMBER,
    BOOLEAN,
    /** A day without a time. */
    DATE,
    /** A day with a time, with or without an offset; a day alone is accepted as well. */
    DATE_TIME,
    /** One of the declared texts. */
    CHOICE;

    /** Code in the HTTP API, e.g. {@code date-time}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FieldType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    /** Whether conditions read the value as this type; of a choice, whether it is text. Not for missing values. */
    public boolean accepts(Object value) {
        return switch (this) {
            case TEXT, CHOICE -> value instanceof String;
            case NUMBER -> FieldValue.number(value) != null;
            case BOOLEAN -> FieldValue.bool(value) != null;
            case DATE -> FieldValue.pointInTime(value) instanceof PointInTime.Day;
            case DATE_TIME -> FieldValue.pointInTime(value) != null;
        };
    }

    /** The values to send, for a remedy. */
    String expected() {
        return switch (this) {
            case TEXT -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-03-04";
            case DATE_TIME -> "a date-time such as 2026-03-04T09:30:00Z";
            case CHOICE -> "one of the declared choices";
        };
    }
}
