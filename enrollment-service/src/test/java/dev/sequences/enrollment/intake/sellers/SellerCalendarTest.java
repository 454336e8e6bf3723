package dev.sequences.enrollment.intake.sellers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.seller.SellerCalendarV1;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings;
import dev.sequences.enrollment.enrollment.model.calendar.Caps;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.enrollment.enrollment.model.calendar.WorkingWeek;
import dev.sequences.enrollment.reference.Sellers.SellerCalendar;
import dev.sequences.language.calendar.Holidays;
import dev.sequences.testkit.calendar.SellerCalendarCase;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Due times follow the published calendars as the table says. */
class SellerCalendarTest {

    private static final CalendarSettings WORKING = new CalendarSettings(true, null, null, null, Caps.NONE);

    static List<SellerCalendarCase> cases() {
        return SellerCalendarCase.all();
    }

    private static Timetable timetable(SellerCalendar calendar, Holidays holidays) {
        return Timetable.of(
                WORKING, calendar.week(holidays, WorkingWeek.DEFAULT), calendar.zone(), calendar.zone(), null);
    }

    private static SellerCalendar read(SellerCalendarCase one) throws IOException {
        SellerCalendar read = SellerIntake.calendar(Json.MAPPER.treeToValue(one.published(), SellerCalendarV1.class));
        return Json.read(Json.text(read), SellerCalendar.class);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isDueAtTheTimesOfTheTable(SellerCalendarCase one) throws IOException {
        Timetable times = timetable(read(one), Holidays.NONE);
        one.opens()
                .forEach((at, next) -> assertThat(times.dueAt(at)).as("%s", at).isEqualTo(next));
    }

    @Test
    void followsTheOrganizationAfterTheEnd() throws IOException {
        SellerCalendar ended = read(SellerCalendarCase.all().getLast());
        assertThat(timetable(ended, Holidays.NONE).dueAt(Instant.parse("2026-04-04T20:00:00Z")))
                .as("Monday at eight in Vienna")
                .isEqualTo(Instant.parse("2026-04-06T06:00:00Z"));
    }

    @Test
    void skipsTheHolidaysOfTheSeller() throws IOException {
        SellerCalendar calendar = read(SellerCalendarCase.all().getFirst());
        Holidays thursday = new Holidays(Set.of(LocalDate.parse("2026-03-05")), Set.of());
        assertThat(timetable(calendar, thursday).dueAt(Instant.parse("2026-03-04T13:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-06T07:00:00Z"));
    }
}
