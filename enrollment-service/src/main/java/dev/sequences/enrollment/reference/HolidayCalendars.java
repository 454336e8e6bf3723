package dev.sequences.enrollment.reference;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.calendar.Holidays;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holiday calendars, last state received from the definitions topic. */
@ApplicationScoped
public class HolidayCalendars {

    /** One day. {@code yearly}: repeats every year. */
    public record Day(LocalDate day, boolean yearly) {}

    private record Days(List<Day> days) {

        Holidays holidays() {
            return new Holidays(
                    days.stream().filter(one -> !one.yearly()).map(Day::day).collect(Collectors.toSet()),
                    days.stream()
                            .filter(Day::yearly)
                            .map(one -> MonthDay.from(one.day()))
                            .collect(Collectors.toSet()));
        }
    }

    /** Reads the calendar from the database each time, so that a change applies from the next decision in every replica. */
    public Optional<Holidays> find(Unit unit, String id) {
        try (PreparedStatement read =
                unit.connection().prepareStatement("select days from holiday_calendar where id = ?")) {
            read.setString(1, id);
            try (ResultSet row = read.executeQuery()) {
                return row.next()
                        ? Optional.of(Json.read(row.getString(1), Days.class).holidays())
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    public void store(Unit unit, String id, List<Day> days) throws SQLException {
        try (PreparedStatement upsert = unit.connection()
                .prepareStatement("insert into holiday_calendar (id, days) values (?, ?::jsonb)"
                        + " on conflict (id) do update set days = excluded.days")) {
            upsert.setString(1, id);
            upsert.setString(2, Json.text(new Days(days)));
            upsert.executeUpdate();
        }
    }
}
