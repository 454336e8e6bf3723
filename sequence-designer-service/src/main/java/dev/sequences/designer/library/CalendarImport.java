package dev.sequences.designer.library;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.holidaycalendar.HolidayCalendars;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Holiday;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.ChangeHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.CreateHolidayCalendar;
import dev.sequences.designer.library.ImportPlan.Item;
import dev.sequences.designer.library.LibraryDocument.CalendarEntry;
import dev.sequences.designer.library.LibraryDocument.HolidayEntry;
import dev.sequences.designer.library.LibraryIds.Kind;
import dev.sequences.designer.sequence.model.Editor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Imports one holiday calendar. Calendars belong to the organization: users without a managing role can only import existing, equal
 * calendars.
 */
final class CalendarImport {

    private static final String KIND = Kind.HOLIDAY_CALENDAR.wireName();

    private final Unit unit;
    private final Editor editor;
    private final Cause cause;

    CalendarImport(Unit unit, Editor editor, Cause cause) {
        this.unit = unit;
        this.editor = editor;
        this.cause = cause;
    }

    Item run(CalendarEntry entry) {
        String id = String.valueOf(entry.id());
        String stream = HolidayCalendars.stream(id);
        Properties wanted = properties(entry);
        String name = wanted.name();
        HolidayCalendar present =
                unit.load(HolidayCalendars.HOLIDAY_CALENDAR, stream).state();
        if (present.exists() && wanted.sorted().equals(present.properties())) {
            return Item.of(KIND, id, name, "unchanged", List.of());
        }
        try {
            if (!editor.editsAll()) {
                throw Problem.rule(
                        "role-missing",
                        null,
                        "Your roles do not allow you to create or change holiday calendars.",
                        "Remove the calendar from the document, or ask a manager to import it.");
            }
            // In document order, so that errors refer to the position in the document.
            Done<HolidayCalendar, ?> done = unit.execute(
                            HolidayCalendars.HOLIDAY_CALENDAR,
                            stream,
                            present.exists()
                                    ? new ChangeHolidayCalendar(wanted)
                                    : new CreateHolidayCalendar(id, wanted),
                            cause)
                    .orProblem();
            return present.exists()
                    ? Item.of(
                            KIND,
                            id,
                            name,
                            "change",
                            changes(present.properties(), done.state().properties()))
                    : Item.of(KIND, id, name, "create", List.of());
        } catch (Problem problem) {
            return Item.refused(KIND, id, name, LibraryImport.located(problem, KIND, id));
        }
    }

    private static Properties properties(CalendarEntry entry) {
        List<Holiday> holidays = new ArrayList<>();
        if (entry.holidays() != null) {
            for (HolidayEntry day : entry.holidays()) {
                holidays.add(
                        day == null
                                ? new Holiday("", null, false)
                                : new Holiday(
                                        Objects.requireNonNullElse(day.day(), ""),
                                        day.name(),
                                        Boolean.TRUE.equals(day.yearly())));
            }
        }
        return new Properties(Objects.requireNonNullElse(entry.name(), ""), entry.description(), holidays);
    }

    private static List<String> changes(Properties before, Properties after) {
        List<String> changes = new ArrayList<>();
        LibraryImport.changed(changes, "name", before.name(), after.name());
        LibraryImport.changed(changes, "description", before.description(), after.description());
        LibraryImport.changed(changes, "holidays", before.holidays(), after.holidays());
        return changes;
    }
}
