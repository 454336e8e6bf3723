package dev.sequences.enrollment.reference;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.language.calendar.Holidays;
import jakarta.enterprise.context.ApplicationScoped;
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
        return Rows.of(unit.connection(), "select days from holiday_calendar where id = ?")
                .with(id)
                .first(row -> Json.read(row.text("days"), Days.class).holidays());
    }

    public void store(Unit unit, String id, List<Day> days) {
        Rows.of(
                        unit.connection(),
                        "insert into holiday_calendar (id, days) values (?, ?::jsonb)"
                                + " on conflict (id) do update set days = excluded.days")
                .with(id, Json.text(new Days(days)))
                .update();
    }
}
