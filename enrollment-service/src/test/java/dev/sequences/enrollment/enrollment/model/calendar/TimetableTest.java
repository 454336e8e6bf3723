package dev.sequences.enrollment.enrollment.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.calendar.Holidays;
import dev.sequences.language.calendar.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When waits end (domain rule 5.4). 2026-03-04 is a Wednesday; people work from Monday to Friday, 08:00 to 17:00. */
class TimetableTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Holidays EASTER =
            new Holidays(Set.of(LocalDate.parse("2026-04-03"), LocalDate.parse("2026-04-06")), Set.of());

    private static Timetable timetable(boolean skips, boolean keeps, Holidays holidays) {
        WorkingWeek week = new WorkingWeek(WorkingWeek.DEFAULT.week(), Holidays.NONE, keeps);
        return Timetable.of(new CalendarSettings(skips, null, null, "at", Caps.NONE), week, VIENNA, holidays);
    }

    private static String end(Timetable timetable, String from, String duration) {
        return timetable
                .endOfWait(LocalDateTime.parse(from).atZone(VIENNA).toInstant(), Duration.parse(duration))
                .atZone(VIENNA)
                .toLocalDateTime()
                .toString();
    }

    @Test
    void endsTheFirstDocumentedExampleOnMonday() {
        // T44: availability is kept, waits count every day: Thursday, Friday, Saturday; Sunday moves to Monday.
        assertThat(end(timetable(false, true, Holidays.NONE), "2026-03-04T10:00", "P3D"))
                .isEqualTo("2026-03-09T08:00");
    }

    @Test
    void endsTheSecondDocumentedExampleOnTuesday() {
        // T45: waits count working days: Thursday, Friday, Monday; Tuesday follows.
        assertThat(end(timetable(true, true, Holidays.NONE), "2026-03-04T10:00", "P3D"))
                .isEqualTo("2026-03-10T08:00");
        assertThat(end(timetable(true, false, Holidays.NONE), "2026-03-04T10:00", "P3D"))
                .as("counting working days implies working time")
                .isEqualTo("2026-03-10T08:00");
    }

    @ParameterizedTest(name = "{3}: {0} + {1} = {2}")
    @CsvSource(textBlock = """
        2026-03-04T10:00, PT2H,    2026-03-04T12:00, hours within the day
        2026-03-04T16:00, PT3H,    2026-03-05T10:00, hours over the evening
        2026-03-04T16:00, PT1H,    2026-03-05T08:00, what ends at closing time ends when it opens again
        2026-03-06T16:30, PT1H,    2026-03-09T08:30, hours over the weekend
        2026-03-07T11:00, PT1H,    2026-03-09T09:00, hours from a Saturday on
        2026-03-04T10:00, P1D,     2026-03-06T08:00, the day after the next day
        2026-03-04T10:00, P1DT4H,  2026-03-06T12:00, days and hours
        2026-03-04T10:00, P1DT10H, 2026-03-09T09:00, more hours than a working day has
        2026-03-05T10:00, P1D,     2026-03-09T08:00, Friday is counted and Monday follows
        2026-03-07T10:00, P1D,     2026-03-10T08:00, from a Saturday on: Monday is counted
        2026-04-01T10:00, P1D,     2026-04-07T08:00, Thursday is counted and Easter is skipped
        2026-04-02T15:00, PT3H,    2026-04-07T09:00, hours over Easter
        2026-03-27T16:00, PT2H,    2026-03-30T09:00, hours over the change of clocks
        2026-03-04T10:00, P30D,    2026-04-20T08:00, the longest wait
        """)
    void countsWorkingTime(String from, String duration, String end, String why) {
        assertThat(end(timetable(true, false, EASTER), from, duration)).as(why).isEqualTo(end);
    }

    @ParameterizedTest(name = "{3}: {0} + {1} = {2}")
    @CsvSource(textBlock = """
        2026-03-04T10:00, PT2H,    2026-03-04T12:00, hours within the day
        2026-03-04T16:00, PT3H,    2026-03-05T08:00, what ends in the evening moves to the morning
        2026-03-04T16:00, PT20H,   2026-03-05T12:00, hours count by night
        2026-03-02T10:00, P3D,     2026-03-06T08:00, Tuesday to Thursday are counted and Friday follows
        2026-03-06T10:00, P1D,     2026-03-09T08:00, Saturday is counted and Sunday moves
        2026-03-31T10:00, P2D,     2026-04-07T08:00, a holiday moves, too
        """)
    void countsEveryDayAndMovesTheEndToWorkingTime(String from, String duration, String end, String why) {
        assertThat(end(timetable(false, true, EASTER), from, duration)).as(why).isEqualTo(end);
    }

    @Test
    void countsElapsedTimeWithoutWorkingTime() {
        assertThat(end(timetable(false, false, EASTER), "2026-03-04T10:00", "P3D"))
                .isEqualTo("2026-03-07T10:00");
        assertThat(end(Timetable.ALWAYS, "2026-03-28T10:00", "P1D"))
                .as("a day has 24 hours, even when clocks change")
                .isEqualTo("2026-03-29T11:00");
    }

    @Test
    void setsTheDueTimeOfAStepWithinWorkingTime() {
        var friday = LocalDateTime.parse("2026-03-06T19:00").atZone(VIENNA).toInstant();
        assertThat(timetable(true, false, Holidays.NONE)
                        .dueAt(friday)
                        .atZone(VIENNA)
                        .toLocalDateTime())
                .isEqualTo("2026-03-09T08:00");
        assertThat(Timetable.ALWAYS.dueAt(friday)).isEqualTo(friday);
    }

    @Test
    void closesHolidaysWithoutAWindow() {
        Timetable timetable = timetable(false, false, EASTER);
        var goodFriday = LocalDateTime.parse("2026-04-03T10:00").atZone(VIENNA).toInstant();
        assertThat(timetable.sending().nextOpen(goodFriday).atZone(VIENNA).toLocalDateTime())
                .isEqualTo("2026-04-04T00:00");
    }

    /** Half days, a break and a week off, in another time zone than the customer. */
    @ParameterizedTest(name = "{3}: {0} + {1} = {2}")
    @CsvSource(textBlock = """
        2026-03-02T10:00, PT4H, 2026-03-02T15:00, the break is not counted
        2026-03-03T16:00, PT2H, 2026-03-04T09:00, Wednesday morning
        2026-03-04T11:00, PT2H, 2026-03-16T09:00, then a week off
        2026-03-03T16:00, P1D,  2026-03-16T08:00, Wednesday is counted
        """)
    void appliesTheSellersWorkingHours(String from, String duration, String end, String why) {
        Hours morning = new Hours(LocalTime.of(8, 0), LocalTime.NOON);
        Hours afternoon = new Hours(LocalTime.of(13, 0), LocalTime.of(17, 0));
        Set<LocalDate> off = LocalDate.parse("2026-03-09")
                .datesUntil(LocalDate.parse("2026-03-14"))
                .collect(Collectors.toSet());
        WorkingWeek week = new WorkingWeek(
                Map.of(
                        DayOfWeek.MONDAY, List.of(afternoon, morning),
                        DayOfWeek.TUESDAY, List.of(morning, afternoon),
                        DayOfWeek.WEDNESDAY, List.of(morning)),
                new Holidays(off, Set.of()),
                false);
        CalendarSettings settings = new CalendarSettings(true, null, null, null, Caps.NONE);
        assertThat(end(Timetable.of(settings, week, VIENNA, ZoneId.of("Asia/Tokyo"), null), from, duration))
                .as(why)
                .isEqualTo(end);
    }

    @Test
    void appliesTheSendWindowInLocalTime() {
        CalendarSettings settings = new CalendarSettings(
                false,
                new CalendarSettings.Window(
                        EnumSet.of(DayOfWeek.TUESDAY), new Hours(LocalTime.of(9, 0), LocalTime.of(10, 0))),
                null,
                null,
                Caps.NONE);
        Timetable tokyo = Timetable.of(settings, WorkingWeek.DEFAULT, ZoneId.of("Asia/Tokyo"), null);
        assertThat(tokyo.sending().nextOpen(Instant.parse("2026-03-04T00:00:00Z")))
                .isEqualTo("2026-03-10T00:00:00Z");
        assertThat(tokyo.holidaysKnown()).as("no calendar is configured").isTrue();
    }
}
