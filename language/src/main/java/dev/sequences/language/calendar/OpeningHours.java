package dev.sequences.language.calendar;

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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opening hours by day of the week in a time zone, without the closed days and the absences.
 *
 * <p>When clocks change, a moment is open only if the local clock shows an open time. Hours that begin in the skipped hour
 * begin at its end; of a repeated hour only what is inside both times counts. Hours across midnight end at midnight before a
 * closed day.
 */
public record OpeningHours(
        ZoneId zone,
        Map<DayOfWeek, List<Hours>> week,
        Holidays closed,
        List<Absence> absences,
        @Nullable CalendarEnd end) {

    /** Always open. */
    public static final OpeningHours ALWAYS = everyDay(ZoneOffset.UTC, Holidays.NONE);

    /** How many days to search ahead. If none of them is open, the caller checks again at their end. */
    private static final int MAX_DAYS = 400;

    public OpeningHours {
        week = Map.copyOf(week);
        absences = List.copyOf(absences);
    }

    /** Without absences and without an end. */
    public OpeningHours(ZoneId zone, Map<DayOfWeek, List<Hours>> week, Holidays closed) {
        this(zone, week, closed, List.of(), null);
    }

    /** All day on every day that is not closed. */
    public static OpeningHours everyDay(ZoneId zone, Holidays closed) {
        return onDays(zone, List.of(DayOfWeek.values()), Hours.ALL_DAY, closed);
    }

    /** The same hours on each of these days. */
    public static OpeningHours onDays(ZoneId zone, Iterable<DayOfWeek> days, Hours hours, Holidays closed) {
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, List.of(hours)));
        return new OpeningHours(zone, week, closed);
    }

    /** {@code to} is exclusive. */
    private record Span(Instant from, Instant to) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    public boolean isOpen(Instant at) {
        return isAlways() || spansAround(day(at)).stream().anyMatch(span -> span.contains(at));
    }

    /** Returns the local day of a moment. */
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** Returns the first open moment at or after {@code from}, or the end of the search range when there is none. */
    public Instant nextOpen(Instant from) {
        if (isAlways()) {
            return from;
        }
        LocalDate today = day(from);
        // Hours of yesterday may continue across midnight.
        for (int i = -1; i <= MAX_DAYS; i++) {
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
        return startOf(today.plusDays(MAX_DAYS));
    }

    /** Returns the first open moment on the local {@code day} or later. */
    public Instant openingOn(LocalDate day) {
        return nextOpen(startOf(day));
    }

    /** Returns the first open local day after {@code day}. */
    public LocalDate nextOpenDay(LocalDate day) {
        return day(openingOn(day.plusDays(1)));
    }

    /** Returns when {@code duration} of open time has passed since {@code from}. */
    public Instant plus(Instant from, Duration duration) {
        Instant at = nextOpen(from);
        Duration left = duration;
        for (int i = 0; i < MAX_DAYS; i++) {
            Instant closes = closing(at);
            Duration open = Duration.between(at, closes);
            if (left.compareTo(open) <= 0) {
                return at.plus(left);
            }
            left = left.minus(open);
            at = nextOpen(closes);
        }
        return at;
    }

    /** Returns the closing time of the hours that contain {@code at}. */
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

    /** Hours that begin on this day; cut at midnight before a closed day. */
    private List<Span> spans(LocalDate day) {
        if (closed.contains(day)) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        for (Hours hours : weekOf(day).getOrDefault(day.getDayOfWeek(), List.of())) {
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
        return absences.isEmpty() ? spans : withoutAbsences(spans);
    }

    private Map<DayOfWeek, List<Hours>> weekOf(LocalDate day) {
        CalendarEnd ending = end;
        return ending != null && day.isAfter(ending.lastDay()) ? ending.weekAfter() : week;
    }

    private List<Span> withoutAbsences(List<Span> spans) {
        List<Span> rest = spans;
        for (Absence absence : absences) {
            Instant from = instant(absence.from(), true);
            Instant to = instant(absence.to(), false);
            List<Span> cut = new ArrayList<>();
            for (Span span : rest) {
                addUnlessEmpty(cut, new Span(span.from(), earlier(span.to(), from)));
                addUnlessEmpty(cut, new Span(span.from().isAfter(to) ? span.from() : to, span.to()));
            }
            rest = cut;
        }
        return rest;
    }

    private static void addUnlessEmpty(List<Span> spans, Span span) {
        if (span.from().isBefore(span.to())) {
            spans.add(span);
        }
    }

    /** An open period; {@code to} is exclusive. */
    public record Period(Instant from, Instant to) {}

    /** The open periods between two moments, in order; periods that touch are joined. */
    public List<Period> between(Instant from, Instant to) {
        List<Span> found = new ArrayList<>();
        for (LocalDate day = day(from).minusDays(1); !day.isAfter(day(to)); day = day.plusDays(1)) {
            for (Span span : spans(day)) {
                Instant begins = span.from().isAfter(from) ? span.from() : from;
                addUnlessEmpty(found, new Span(begins, earlier(span.to(), to)));
            }
        }
        found.sort(Comparator.comparing(Span::from));
        List<Period> periods = new ArrayList<>();
        for (Span span : found) {
            Period last = periods.isEmpty() ? null : periods.getLast();
            if (last == null || last.to().isBefore(span.from())) {
                periods.add(new Period(span.from(), span.to()));
            } else if (span.to().isAfter(last.to())) {
                periods.set(periods.size() - 1, new Period(last.from(), span.to()));
            }
        }
        return periods;
    }

    private Span span(LocalDateTime from, LocalDateTime to) {
        Instant opens = instant(from, false);
        Instant closes = instant(to, true);
        // Within a repeated hour: the first occurrence.
        return opens.isBefore(closes) ? new Span(opens, closes) : new Span(instant(from, true), closes);
    }

    /** {@code first}: whether to use the first of two moments with this local time. */
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
