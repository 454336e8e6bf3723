package dev.sequences.segment.reference;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.language.calendar.Holidays;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
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

    /** Returns the days of a calendar; empty if it is unknown or deleted. */
    public Optional<Holidays> find(Connection connection, String id) {
        return Rows.of(connection, "select days from holiday_calendar where id = ?")
                .with(id)
                .first(row -> Json.read(row.text("days"), Days.class).holidays());
    }

    public void store(Connection connection, String id, List<Day> days) {
        Rows.of(
                        connection,
                        "insert into holiday_calendar (id, days) values (?, ?::jsonb)"
                                + " on conflict (id) do update set days = excluded.days")
                .with(id, Json.text(new Days(days)))
                .update();
    }

    public void delete(Connection connection, String id) {
        Rows.of(connection, "delete from holiday_calendar where id = ?")
                .with(id)
                .update();
    }
}
