package dev.sequences.enrollment.reference;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.calendar.WorkingWeek;
import dev.sequences.language.calendar.Absence;
import dev.sequences.language.calendar.CalendarEnd;
import dev.sequences.language.calendar.Holidays;
import dev.sequences.language.calendar.Hours;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Working hours of sellers, last state received from the sellers topic. */
@ApplicationScoped
public class Sellers {

    /** The consumer that keeps the calendars up to date. */
    public static final String CONSUMER = "enrollment.sellers";

    /** The same hours on some days of the week. */
    public record Work(List<DayOfWeek> days, LocalTime from, LocalTime to) {}

    /** Whole days off, first and last included. */
    public record TimeOff(LocalDate from, LocalDate to) {}

    /**
     * Working hours, without breaks, and time off of one seller.
     *
     * @param absences part-day time off; null in rows of earlier releases
     * @param until last local day of the hours; null for no end
     * @param holidayCalendarId holiday calendar of the seller; null for none
     */
    public record SellerCalendar(
            String timeZone,
            List<Work> work,
            List<TimeOff> timeOff,
            @Nullable List<Absence> absences,
            @Nullable LocalDate until,
            @Nullable String holidayCalendarId) {

        public ZoneId zone() {
            return ZoneId.of(timeZone);
        }

        /**
         * @param holidays days of the seller's holiday calendar
         * @param organization applies after the end of the seller's hours
         */
        public WorkingWeek week(Holidays holidays, WorkingWeek organization) {
            Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
            for (Work one : work) {
                one.days().forEach(day -> week.computeIfAbsent(day, d -> new ArrayList<>())
                        .add(new Hours(one.from(), one.to())));
            }
            Set<LocalDate> off = new HashSet<>();
            timeOff.forEach(one -> one.from().datesUntil(one.to().plusDays(1)).forEach(off::add));
            LocalDate lastDay = until;
            return new WorkingWeek(
                    week,
                    holidays.and(new Holidays(off, Set.of())),
                    absences == null ? List.of() : absences,
                    lastDay == null ? null : new CalendarEnd(lastDay, organization.week()),
                    organization.enforced());
        }
    }

    public Optional<SellerCalendar> find(Unit unit, String sellerId) {
        return Rows.of(unit.connection(), "select calendar from seller_calendar where seller_id = ?")
                .with(sellerId)
                .first(row -> Json.read(row.text("calendar"), SellerCalendar.class));
    }

    public void store(Unit unit, String sellerId, SellerCalendar calendar) {
        Rows.of(
                        unit.connection(),
                        "insert into seller_calendar (seller_id, calendar) values (?, ?::jsonb)"
                                + " on conflict (seller_id) do update set calendar = excluded.calendar")
                .with(sellerId, Json.text(calendar))
                .update();
    }

    public void delete(Unit unit, String sellerId) {
        Rows.of(unit.connection(), "delete from seller_calendar where seller_id = ?")
                .with(sellerId)
                .update();
    }
}
