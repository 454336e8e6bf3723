package dev.sequences.language.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows and working hours in zones whose clocks change. 2026-03-04 is a Wednesday. */
class OpeningHoursTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    private static OpeningHours window(ZoneId zone, Set<DayOfWeek> days, String from, String to, Holidays closed) {
        return OpeningHours.onDays(zone, days, new Hours(LocalTime.parse(from), LocalTime.parse(to)), closed);
    }

    private static Instant at(ZoneId zone, String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private static String local(ZoneId zone, Instant at) {
        return at.atZone(zone).toOffsetDateTime().toString();
    }

    @ParameterizedTest(name = "{2}: {0} -> {1}")
    @CsvSource(textBlock = """
        2026-03-04T09:30, 2026-03-04T09:30+01:00, inside
        2026-03-04T08:00, 2026-03-04T08:00+01:00, at the opening
        2026-03-04T07:59, 2026-03-04T08:00+01:00, before the opening
        2026-03-04T17:00, 2026-03-05T08:00+01:00, the closing moment is outside
        2026-03-06T18:00, 2026-03-09T08:00+01:00, over the weekend
        2026-03-27T18:00, 2026-03-30T08:00+02:00, over the weekend on which clocks go forward
        2026-04-03T12:00, 2026-04-07T08:00+02:00, over Easter
        2026-12-24T18:00, 2026-12-28T08:00+01:00, over a yearly holiday before a weekend
        2027-12-24T18:00, 2027-12-27T08:00+01:00, over the same one a year later
        """)
    void findsTheNextOpenMoment(String from, String next, String why) {
        OpeningHours hours = window(
                VIENNA,
                WORKDAYS,
                "08:00",
                "17:00",
                new Holidays(
                        Set.of(LocalDate.parse("2026-04-03"), LocalDate.parse("2026-04-06")),
                        Set.of(MonthDay.of(12, 25))));
        assertThat(local(VIENNA, hours.nextOpen(at(VIENNA, from)))).as(why).isEqualTo(next);
    }

    @ParameterizedTest(name = "{2}: {0} -> {1}")
    @CsvSource(textBlock = """
        2026-03-06T21:00, 2026-03-06T21:00+01:00, Friday evening
        2026-03-07T01:59, 2026-03-07T01:59+01:00, Saturday morning belongs to Friday
        2026-03-07T02:00, 2026-03-09T20:00+01:00, then it is closed until Monday
        2026-03-08T01:00, 2026-03-09T20:00+01:00, Sunday morning would belong to Saturday
        2026-03-09T23:59:59, 2026-03-09T23:59:59+01:00, on the eve of a holiday it is open until midnight
        2026-03-10T00:00, 2026-03-11T20:00+01:00, the holiday is closed; its evening; and the morning after it
        """)
    void assignsHoursAcrossMidnightToTheDayTheyBegin(String from, String next, String why) {
        OpeningHours night = window(
                VIENNA, WORKDAYS, "20:00", "02:00", new Holidays(Set.of(LocalDate.parse("2026-03-10")), Set.of()));
        assertThat(local(VIENNA, night.nextOpen(at(VIENNA, from)))).as(why).isEqualTo(next);
    }

    @Test
    void opensAfterASkippedHour() {
        // 2026-03-29: 02:00 becomes 03:00.
        OpeningHours early = window(VIENNA, EVERY_DAY, "02:30", "05:00", Holidays.NONE);
        assertThat(local(VIENNA, early.nextOpen(at(VIENNA, "2026-03-29T00:00"))))
                .isEqualTo("2026-03-29T03:00+02:00");
        OpeningHours within = window(VIENNA, EVERY_DAY, "02:10", "02:50", Holidays.NONE);
        assertThat(local(VIENNA, within.nextOpen(at(VIENNA, "2026-03-29T00:00"))))
                .isEqualTo("2026-03-30T02:10+02:00");
    }

    @Test
    void opensOnceInARepeatedHour() {
        // 2026-10-25: 03:00 becomes 02:00.
        OpeningHours early = window(VIENNA, EVERY_DAY, "02:30", "05:00", Holidays.NONE);
        assertThat(local(VIENNA, early.nextOpen(at(VIENNA, "2026-10-25T00:00"))))
                .isEqualTo("2026-10-25T02:30+01:00");
        OpeningHours late = window(VIENNA, EVERY_DAY, "01:00", "02:30", Holidays.NONE);
        assertThat(late.isOpen(Instant.parse("2026-10-25T00:29:59Z"))).isTrue();
        assertThat(late.isOpen(Instant.parse("2026-10-25T01:15:00Z")))
                .as("02:15 for the second time")
                .isFalse();
        OpeningHours within = window(VIENNA, EVERY_DAY, "02:10", "02:50", Holidays.NONE);
        assertThat(local(VIENNA, within.nextOpen(at(VIENNA, "2026-10-25T00:00"))))
                .isEqualTo("2026-10-25T02:10+02:00");
        assertThat(local(VIENNA, within.nextOpen(Instant.parse("2026-10-25T00:50:00Z"))))
                .isEqualTo("2026-10-26T02:10+01:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Vienna", "America/Havana", "America/Asuncion", "Asia/Kathmandu", "Pacific/Apia", "UTC"})
    void isOpenAllDayThroughoutTheYear(String zone) {
        OpeningHours always = OpeningHours.everyDay(ZoneId.of(zone), Holidays.NONE);
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        for (int quarter = 0; quarter < 366 * 96; quarter++) {
            Instant moment = from.plus(Duration.ofMinutes(15L * quarter));
            assertThat(always.nextOpen(moment)).isEqualTo(moment);
        }
    }

    @Test
    void returnsTheEndOfTheSearchWithoutAnOpenDay() {
        OpeningHours never = new OpeningHours(VIENNA, Map.of(), Holidays.NONE);
        Instant now = at(VIENNA, "2026-03-04T09:00");
        assertThat(Duration.between(now, never.nextOpen(now))).isGreaterThan(Duration.ofDays(390));
    }

    /** Compares minute by minute with the definition: open if the local clock shows an open time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheLocalClock(long seed) {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(List.of("Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "America/Havana")
                .get(random.nextInt(4)));
        LocalTime from = LocalTime.of(random.nextInt(24), 5 * random.nextInt(12));
        LocalTime to = from.plusMinutes(5 + 5L * random.nextInt(250));
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(3) > 0) {
                days.add(day);
            }
        }
        days.add(DayOfWeek.SUNDAY);
        LocalDate change = LocalDate.parse(random.nextBoolean() ? "2026-03-26" : "2026-10-29");
        LocalDate holiday = change.plusDays(random.nextInt(5));
        OpeningHours openings =
                OpeningHours.onDays(zone, days, new Hours(from, to), new Holidays(Set.of(holiday), Set.of()));
        Instant begin = change.minusDays(7).atStartOfDay(zone).toInstant();
        List<Instant> open = new ArrayList<>();
        for (int minute = 0; minute < 14 * 24 * 60; minute += 5) {
            Instant moment = begin.plus(Duration.ofMinutes(minute));
            ZonedDateTime wall = moment.atZone(zone);
            boolean shown = shows(wall, from, to, days, holiday);
            if (openings.isOpen(moment)) {
                assertThat(shown).as("%s of %s-%s %s", wall, from, to, days).isTrue();
                open.add(moment);
            } else if (zone.getRules().getValidOffsets(wall.toLocalDateTime()).size() == 1) {
                boolean next = wall.toLocalTime().equals(LocalTime.MIDNIGHT);
                assertThat(shown && !next && !twiceThatDay(wall, zone))
                        .as("%s of %s-%s %s", wall, from, to, days)
                        .isFalse();
            }
        }
        Instant at = begin;
        for (Instant moment : open) {
            assertThat(openings.nextOpen(at)).isBeforeOrEqualTo(moment);
            assertThat(openings.nextOpen(moment)).isEqualTo(moment);
            at = moment;
        }
    }

    /** Skips days with a repeated hour, which other tests cover. */
    private static boolean twiceThatDay(ZonedDateTime wall, ZoneId zone) {
        for (int day = -1; day <= 1; day++) {
            LocalDate date = wall.toLocalDate().plusDays(day);
            Duration length =
                    Duration.between(date.atStartOfDay(zone), date.plusDays(1).atStartOfDay(zone));
            if (length.compareTo(Duration.ofHours(24)) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean shows(
            ZonedDateTime wall, LocalTime from, LocalTime to, Set<DayOfWeek> days, LocalDate holiday) {
        LocalTime time = wall.toLocalTime();
        LocalDate today = wall.toLocalDate();
        if (today.equals(holiday)) {
            return false;
        }
        boolean begunToday = days.contains(today.getDayOfWeek()) && !time.isBefore(from);
        if (from.isBefore(to)) {
            return begunToday && time.isBefore(to);
        }
        LocalDate yesterday = today.minusDays(1);
        boolean begunYesterday = days.contains(yesterday.getDayOfWeek()) && !yesterday.equals(holiday);
        return begunToday || (begunYesterday && time.isBefore(to));
    }
}
