package dev.sequences.designer.views.holidaycalendars;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Changed;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Created;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Deleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One row per holiday calendar, written in the transaction of the events. */
@ApplicationScoped
class HolidayCalendarsView implements EventEffect {

    private static final String INSERT = """
        insert into holiday_calendar
          (id, stream_version, name, description, days, holidays, created_at, changed_at, changed_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do nothing
        """;

    private static final String UPDATE = """
        update holiday_calendar
        set stream_version = ?, name = ?, description = ?, days = ?, holidays = ?, changed_at = ?, changed_by = ?
        where id = ? and stream_version = ?
        """;

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof HolidayCalendarEvent event) {
                apply(unit.connection(), recorded, event);
            }
        }
    }

    private static void apply(Connection connection, Recorded<?> at, HolidayCalendarEvent event) throws SQLException {
        switch (event) {
            case Created e ->
                Rows.of(connection, INSERT)
                        .with(
                                e.id(),
                                at.position() + 1,
                                e.properties().name(),
                                e.properties().description(),
                                e.properties().holidays().size(),
                                Json.text(e.properties().holidays()),
                                at.at(),
                                at.at(),
                                at.cause().actor())
                        .update();
            case Changed e ->
                Rows.of(connection, UPDATE)
                        .with(
                                at.position() + 1,
                                e.properties().name(),
                                e.properties().description(),
                                e.properties().holidays().size(),
                                Json.text(e.properties().holidays()),
                                at.at(),
                                at.cause().actor(),
                                e.id(),
                                at.position())
                        .update();
            case Deleted e ->
                Rows.of(connection, "delete from holiday_calendar where id = ?")
                        .with(e.id())
                        .update();
        }
    }
}
