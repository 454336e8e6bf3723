package dev.sequences.enrollment.enrollment.model.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * When something is open: hours on days of the week in a zone, without the days that are closed.
 *
 * <p>While clocks change, it is open only at moments at which a clock on the wall shows an open time: hours that begin in
 * the skipped hour begin when it is over, and of an hour that comes twice only what is inside at both times counts. Hours
 * over midnight end at midnight before a closed day.
 */
public record Openings(ZoneId zone, Map<DayOfWeek, List<Hours>> week, Holidays closed) {

    /** At all times. */
    public static final Openings ALWAYS = everyDay(ZoneOffset.UTC, Holidays.NONE);

    /** How far ahead it is looked. Whatever has no opening within it is asked again then. */
    private static final int MOST_DAYS = 400;

    public Openings {
        week = Map.copyOf(week);
    }

    /** All day on every day that is not closed. */
    public static Openings everyDay(ZoneId zone, Holidays closed) {
        return on(zone, List.of(DayOfWeek.values()), Hours.ALL_DAY, closed);
    }

    /** The same hours on each of these days. */
    public static Openings on(ZoneId zone, Iterable<DayOfWeek> days, Hours hours, Holidays closed) {
        Map<DayOfWeek, List<Hours>> week = new java.util.EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, List.of(hours)));
        return new Openings(zone, week, closed);
    }

    /** From its first moment to the one after its last. */
    private record Span(Instant from, Instant to) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    public boolean isOpen(Instant at) {
        return isAlways() || spansAround(day(at)).stream().anyMatch(span -> span.contains(at));
    }

    /** The local day of a moment. */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** The first open moment that is not before {@code from}; the end of what is looked at when there is none. */
    public Instant next(Instant from) {
        if (isAlways()) {
            return from;
        }
        LocalDate today = day(from);
        // What began yesterday may go on over midnight.
        for (int i = -1; i <= MOST_DAYS; i++) {
            Instant first = null;
            for (Span span : i < 0 ? spansAround(today) : spans(today.plusDays(i))) {
                if (span.to().isAfter(from)) {
                    Instant opens = span.from().isAfter(from) ? span.from() : from;
                    first = first == null || opens.isBefore(first) ? opens : first;
                }
            }
            if (first != null) {
                return first;
            }
        }
        return startOf(today.plusDays(MOST_DAYS));
    }

    /** The first open moment on the local {@code day} or after it. */
    public Instant openingOn(LocalDate day) {
        return next(startOf(day));
    }

    /** The first local day after {@code day} on which it is open. */
    public LocalDate dayAfter(LocalDate day) {
        return day(openingOn(day.plusDays(1)));
    }

    /** When {@code duration} of open time has passed since {@code from}. */
    Instant plus(Instant from, Duration duration) {
        Instant at = next(from);
        Duration left = duration;
        for (int i = 0; i < MOST_DAYS; i++) {
            Instant closes = closing(at);
            Duration open = Duration.between(at, closes);
            if (left.compareTo(open) <= 0) {
                return at.plus(left);
            }
            left = left.minus(open);
            at = next(closes);
        }
        return at;
    }

    /** When what is open at {@code at} closes. */
    private Instant closing(Instant at) {
        Instant closes = at;
        for (Span span : spansAround(day(at))) {
            if (span.contains(at) && span.to().isAfter(closes)) {
                closes = span.to();
            }
        }
        return closes;
    }

    private boolean isAlways() {
        return equals(ALWAYS);
    }

    private List<Span> spansAround(LocalDate day) {
        List<Span> spans = new ArrayList<>(spans(day.minusDays(1)));
        spans.addAll(spans(day));
        return spans;
    }

    /** What begins on this day; it ends at midnight before a closed day. */
    private List<Span> spans(LocalDate day) {
        if (closed.contains(day)) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        for (Hours hours : week.getOrDefault(day.getDayOfWeek(), List.of())) {
            LocalDate last = hours.overMidnight() ? day.plusDays(1) : day;
            Span whole = hours.equals(Hours.ALL_DAY)
                    ? new Span(startOf(day), startOf(last))
                    : span(day.atTime(hours.from()), last.atTime(hours.to()));
            boolean cut = !last.equals(day) && closed.contains(last);
            Span open = cut ? new Span(whole.from(), earlier(whole.to(), startOf(last))) : whole;
            if (open.from().isBefore(open.to())) {
                spans.add(open);
            }
        }
        return spans;
    }

    private Span span(LocalDateTime from, LocalDateTime to) {
        Instant opens = instant(from, false);
        Instant closes = instant(to, true);
        // Inside of an hour that comes twice: its first time.
        return opens.isBefore(closes) ? new Span(opens, closes) : new Span(instant(from, true), closes);
    }

    /** {@code first}: which of two moments when the clock shows this time twice. */
    private Instant instant(LocalDateTime local, boolean first) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.toInstant(zone.getRules().getOffset(local));
        }
        if (change.isGap()) {
            return change.getInstant();
        }
        return local.toInstant(first ? change.getOffsetBefore() : change.getOffsetAfter());
    }

    private Instant startOf(LocalDate day) {
        return instant(day.atTime(LocalTime.MIDNIGHT), true);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
