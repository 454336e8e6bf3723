package dev.sequences.segment.segment.model.rule;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a record's field, or of a condition, with the readings it allows. Files bring everything as text, so text that
 * reads as a number or a date is one where a comparison asks for it.
 */
record FieldValue(@Nullable Object raw) {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].{1,40})?");

    /** A day, and the instant in it when the value says one. Days are those of UTC. */
    record Moment(LocalDate day, @Nullable Instant instant) {

        int compareTo(Moment other) {
            return instant != null && other.instant != null
                    ? instant.compareTo(other.instant)
                    : day.compareTo(other.day);
        }
    }

    /** Blank text is no data: an empty cell and a cell of spaces look the same to a person. */
    boolean hasData() {
        return raw != null
                && !(raw instanceof CharSequence text && text.toString().isBlank());
    }

    boolean isNumber() {
        return raw instanceof Number;
    }

    boolean isBoolean() {
        return raw instanceof Boolean;
    }

    String text() {
        return raw == null ? "" : raw instanceof BigDecimal number ? number.toPlainString() : raw.toString();
    }

    @Nullable
    BigDecimal number() {
        return switch (raw) {
            case null -> null;
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Number number -> parsed(number.toString());
            case CharSequence text -> parsed(text.toString().strip());
            default -> null;
        };
    }

    private static @Nullable BigDecimal parsed(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** ISO-8601 with or without time and offset, {@code T} or a space between them; null for everything else. */
    @Nullable
    Moment moment() {
        if (!(raw instanceof CharSequence)) {
            return null;
        }
        String text = raw.toString().strip();
        if (!DATE.matcher(text).matches()) {
            return null;
        }
        try {
            if (text.length() == 10) {
                return new Moment(LocalDate.parse(text), null);
            }
            String iso = text.replace(' ', 'T');
            boolean offset = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
            Instant instant = offset
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return new Moment(LocalDate.ofInstant(instant, ZoneOffset.UTC), instant);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * The same value. Text equals text exactly; a number or a boolean equals text that reads as the same one, so that 5
     * finds "5.0" but "007" never finds "7".
     */
    boolean same(FieldValue other) {
        if (isNumber() || other.isNumber()) {
            BigDecimal mine = number();
            BigDecimal theirs = other.number();
            return mine != null && theirs != null && mine.compareTo(theirs) == 0;
        }
        if (isBoolean() || other.isBoolean()) {
            return text().strip().equalsIgnoreCase(other.text().strip());
        }
        return hasData() && text().equals(other.text());
    }

    /** As numbers when both read as numbers, else as dates; null when neither holds. */
    @Nullable
    Integer comparedTo(FieldValue other) {
        BigDecimal mine = number();
        BigDecimal theirs = other.number();
        if (mine != null && theirs != null) {
            return mine.compareTo(theirs);
        }
        Moment here = moment();
        Moment there = other.moment();
        return here == null || there == null ? null : here.compareTo(there);
    }
}
