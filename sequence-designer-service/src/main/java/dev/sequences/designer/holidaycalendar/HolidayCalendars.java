package dev.sequences.designer.holidaycalendar;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarDecider;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** The holiday calendar aggregate type. */
public final class HolidayCalendars {

    public static final AggregateType<HolidayCalendarCommand, HolidayCalendar, HolidayCalendarEvent> HOLIDAY_CALENDAR =
            AggregateType.of("holiday-calendar", new HolidayCalendarDecider());

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,60}");

    private HolidayCalendars() {}

    /** The stream of a calendar. */
    public static String stream(String id) {
        return HolidayCalendarDecider.STREAM + id;
    }

    /** Loads the calendar, or throws 404. */
    static Loaded<HolidayCalendar> find(Unit unit, String id) {
        Loaded<HolidayCalendar> calendar = unit.load(HOLIDAY_CALENDAR, stream(require(id)));
        if (!calendar.state().exists()) {
            throw Problem.unknown("holiday-calendar", id);
        }
        return calendar;
    }

    /** Whether a calendar with this id exists, for references from other aggregates. */
    public static boolean exists(Unit unit, String id) {
        return isId(id) && unit.load(HOLIDAY_CALENDAR, stream(id)).state().exists();
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** Returns the id, or throws 404 for a malformed one without a database access. */
    public static String require(String id) {
        if (!isId(id)) {
            throw Problem.unknown("holiday-calendar", id);
        }
        return id;
    }

    /** Number of active sequences whose live version uses the calendar. */
    static int liveUses(Unit unit, String id) throws SQLException {
        return Rows.of(
                        unit.connection(),
                        "select count(*) as uses from sequence_catalogue where status in ('active', 'revision')"
                                + " and live_draft::jsonb ->> 'holidayCalendar' = ?")
                .with(id)
                .one(row -> row.intValue("uses"));
    }
}
