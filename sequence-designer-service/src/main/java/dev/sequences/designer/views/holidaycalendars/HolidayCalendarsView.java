package dev.sequences.designer.views.holidaycalendars;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Changed;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Created;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Deleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row per holiday calendar, written in the transaction of the events. */
@ApplicationScoped
class HolidayCalendarsView implements EventEffect {

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
                execute(
                        connection,
                        "insert into holiday_calendar (id, stream_version, name, description, days, holidays, created_at,"
                                + " changed_at, changed_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
                        e.id(),
                        at.position() + 1,
                        e.properties().name(),
                        e.properties().description(),
                        e.properties().holidays().size(),
                        Json.text(e.properties().holidays()),
                        at.at().atOffset(ZoneOffset.UTC),
                        at.at().atOffset(ZoneOffset.UTC),
                        at.cause().actor());
            case Changed e ->
                execute(
                        connection,
                        "update holiday_calendar set stream_version = ?, name = ?, description = ?, days = ?, holidays = ?,"
                                + " changed_at = ?, changed_by = ? where id = ? and stream_version = ?",
                        at.position() + 1,
                        e.properties().name(),
                        e.properties().description(),
                        e.properties().holidays().size(),
                        Json.text(e.properties().holidays()),
                        at.at().atOffset(ZoneOffset.UTC),
                        at.cause().actor(),
                        e.id(),
                        at.position());
            case Deleted e -> execute(connection, "delete from holiday_calendar where id = ?", e.id());
        }
    }

    private static void execute(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
