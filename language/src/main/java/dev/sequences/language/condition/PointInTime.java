package dev.sequences.language.condition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A date or date-time in ISO-8601: {@code 2026-03-04}, {@code 2026-03-04T10:00}, {@code 2026-03-04T10:00:00.5+01:00}. A blank
 * may replace the {@code T}; blanks around it are ignored. Without an offset a date-time is local to the organization's zone:
 * in a gap it moves forward by the length of the gap, in an overlap it is the earlier one.
 */
public sealed interface PointInTime {

    /** A day without a time. */
    record Day(LocalDate date) implements PointInTime {}

    /** A date-time without an offset. */
    record Local(LocalDateTime dateTime) implements PointInTime {}

    /** A date-time with an offset. */
    record Moment(Instant instant) implements PointInTime {}

    int DATE_LENGTH = 10;

    /** Reads {@code text}; null when it is neither a date nor a date-time. */
    static @Nullable PointInTime read(String text) {
        String iso = text.strip();
        if (!beginsWithDate(iso)) {
            return null;
        }
        try {
            if (iso.length() == DATE_LENGTH) {
                return new Day(LocalDate.parse(iso));
            }
            char separator = iso.charAt(DATE_LENGTH);
            if (separator != 'T' && separator != ' ') {
                return null;
            }
            String normalized = separator == 'T' ? iso : iso.replace(' ', 'T');
            return hasOffset(iso)
                    ? new Moment(OffsetDateTime.parse(normalized).toInstant())
                    : new Local(LocalDateTime.parse(normalized));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The day in {@code zone}. */
    default LocalDate day(ZoneId zone) {
        return switch (this) {
            case Day day -> day.date();
            case Local local -> instant(local, zone).atZone(zone).toLocalDate();
            case Moment moment -> LocalDate.ofInstant(moment.instant(), zone);
        };
    }

    /** Compares two points in time; by their days in {@code zone} when one of them is a day. */
    default int compareTo(PointInTime other, ZoneId zone) {
        return this instanceof Day || other instanceof Day
                ? day(zone).compareTo(other.day(zone))
                : instant(this, zone).compareTo(instant(other, zone));
    }

    /** Whether it lies from the start of the first day until {@code to}; a day when it is not after the day of {@code to}. */
    default boolean isWithin(LocalDate from, Instant to, ZoneId zone) {
        if (this instanceof Day day) {
            return !day.date().isBefore(from) && !day.date().isAfter(LocalDate.ofInstant(to, zone));
        }
        Instant instant = instant(this, zone);
        return !instant.isBefore(from.atStartOfDay(zone).toInstant()) && !instant.isAfter(to);
    }

    /** Whether it lies from {@code from} until the end of the last day; a day when it is not before the day of {@code from}. */
    default boolean isWithin(Instant from, LocalDate to, ZoneId zone) {
        if (this instanceof Day day) {
            return !day.date().isBefore(LocalDate.ofInstant(from, zone))
                    && !day.date().isAfter(to);
        }
        Instant instant = instant(this, zone);
        return !instant.isBefore(from)
                && instant.isBefore(to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static Instant instant(PointInTime point, ZoneId zone) {
        return switch (point) {
            case Day day -> day.date().atStartOfDay(zone).toInstant();
            case Local local -> local.dateTime().atZone(zone).toInstant();
            case Moment moment -> moment.instant();
        };
    }

    private static boolean beginsWithDate(String iso) {
        return iso.length() >= DATE_LENGTH
                && iso.charAt(4) == '-'
                && iso.charAt(7) == '-'
                && iso.charAt(0) >= '0'
                && iso.charAt(0) <= '9';
    }

    private static boolean hasOffset(String iso) {
        return iso.endsWith("Z") || iso.indexOf('+', DATE_LENGTH) > 0 || iso.indexOf('-', DATE_LENGTH) > 0;
    }
}
