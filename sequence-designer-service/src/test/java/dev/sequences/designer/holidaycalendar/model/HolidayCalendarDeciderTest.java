package dev.sequences.designer.holidaycalendar.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Holiday;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.ChangeHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.CreateHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.DeleteHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Changed;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Created;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Deleted;
import dev.sequences.testkit.spec.DeciderSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidayCalendarDeciderTest {

    private static final Holiday CHRISTMAS = new Holiday("2026-12-25", "Christmas Day", true);
    private static final Holiday EASTER = new Holiday("2026-04-06", "Easter Monday", false);
    private static final Properties AUSTRIA = new Properties("Austria", null, List.of(EASTER, CHRISTMAS));
    private static final Created CREATED = new Created("austria", AUSTRIA);

    private final DeciderSpec<HolidayCalendarCommand, HolidayCalendar, HolidayCalendarEvent> spec =
            DeciderSpec.of(new HolidayCalendarDecider());

    @Test
    void keepsItsDaysInOrder() {
        spec.given()
                .when(new CreateHolidayCalendar(
                        "austria", new Properties(" Austria ", null, List.of(CHRISTMAS, EASTER))))
                .then(CREATED);
    }

    @Test
    void recordsTheWholeCalendarOnlyIfItChanged() {
        Properties more = new Properties("Austria", "All of it", List.of(CHRISTMAS));
        spec.given(CREATED).when(new ChangeHolidayCalendar(more)).then(new Changed("austria", more));
        spec.given(CREATED).when(new ChangeHolidayCalendar(AUSTRIA)).then();
    }

    @Test
    void isDeletedOnlyIfUnused() {
        spec.given(CREATED).when(new DeleteHolidayCalendar(0)).then(new Deleted("austria"));
        spec.given(CREATED).when(new DeleteHolidayCalendar(2)).thenRefused("holiday-calendar-in-use");
        spec.given(CREATED, new Deleted("austria"))
                .when(new CreateHolidayCalendar("austria", AUSTRIA))
                .thenRefused("holiday-calendar-exists");
        spec.given(CREATED, new Deleted("austria"))
                .when(new ChangeHolidayCalendar(AUSTRIA))
                .thenRefused("holiday-calendar-unknown");
        spec.given().when(new DeleteHolidayCalendar(0)).thenRefused("holiday-calendar-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Austria", "-at", "at-", "de_by", "a b", "a/b", "ö"})
    void refusesAMalformedId(String id) {
        spec.given().when(new CreateHolidayCalendar(id, AUSTRIA)).thenRefused("id-malformed");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        2026-13-01
        2026-02-29
        26-12-25
        -026-12-25
        '+2026-12-2'
        2026-12-25T00:00
        ''
        """)
    void refusesWhatIsNoDay(String day) {
        List<Refusal> refusals = spec.given()
                .when(new CreateHolidayCalendar(
                        "at", new Properties("Austria", null, List.of(CHRISTMAS, new Holiday(day, null, false)))))
                .thenRefused("day-malformed")
                .refusals();
        assertThat(refusals).extracting(Refusal::path).containsExactly("holidays[1].day");
    }

    @Test
    void reportsAllErrorsAtOnce() {
        List<Holiday> twice = List.of(EASTER, new Holiday(EASTER.day(), "The same", false), EASTER);
        spec.given()
                .when(new CreateHolidayCalendar("At", new Properties(" ", "x".repeat(2_001), twice)))
                .thenRefused("id-malformed", "name-missing", "description-too-long", "day-repeated", "day-repeated");
        spec.given()
                .when(new CreateHolidayCalendar("at", new Properties("A\u0000", null, List.of())))
                .thenRefused("character-not-allowed");
    }

    @Test
    void refusesMoreYearlyDaysThanTheLimit() {
        List<Holiday> yearly = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            yearly.add(new Holiday("2026-01-01", null, true));
        }
        spec.given()
                .when(new CreateHolidayCalendar("at", new Properties("Lazy", null, yearly)))
                .thenRefused("too-many-holidays");
    }
}
