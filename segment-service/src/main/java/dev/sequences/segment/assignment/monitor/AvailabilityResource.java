package dev.sequences.segment.assignment.monitor;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.language.calendar.OpeningHours;
import dev.sequences.language.calendar.OpeningHours.Period;
import dev.sequences.segment.assignment.ActiveRules;
import dev.sequences.segment.assignment.Loads;
import dev.sequences.segment.assignment.model.SellerLoad;
import dev.sequences.segment.assignment.model.Turn;
import dev.sequences.segment.reference.HolidayCalendars;
import dev.sequences.segment.seller.OpenTimes;
import dev.sequences.segment.seller.SellerRows;
import dev.sequences.segment.seller.Sellers;
import dev.sequences.segment.seller.model.Seller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows when a seller works, and how many records the seller has. Managers see every seller, salespeople only themselves. */
@Path("/sellers/{id}/availability")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class AvailabilityResource {

    private static final int DEFAULT_DAYS = 7;
    private static final int MAX_DAYS = 31;

    private final Units units;
    private final Caller caller;
    private final HolidayCalendars calendars;
    private final ActiveRules rules;

    AvailabilityResource(Units units, Caller caller, HolidayCalendars calendars, ActiveRules rules) {
        this.units = units;
        this.caller = caller;
        this.calendars = calendars;
        this.rules = rules;
    }

    /** @param periods working hours without breaks and time off; empty on a day off */
    record AvailableDay(LocalDate day, List<Period> periods) {}

    /**
     * @param timeZone of the days; UTC for a seller without a calendar
     * @param availableFrom first available moment from now on; null if there is none within {@code days}
     * @param maximum capacity; null for no limit
     * @param consumed active records of the types that have assignment rules
     * @param available capacity that is left, which can be negative; null for no limit
     * @param lastAssignedAt last assignment of a record of these types; null for none
     */
    record Availability(
            String sellerId,
            String timeZone,
            boolean availableNow,
            @Nullable Instant availableFrom,
            List<AvailableDay> days,
            @Nullable Integer maximum,
            int consumed,
            @Nullable Integer available,
            @Nullable Instant lastAssignedAt) {}

    /**
     * The days from today on, in the seller's time zone. A seller without a calendar is always available.
     *
     * @param days 1 to 31, default 7
     */
    @GET
    public Availability get(@PathParam("id") String id, @QueryParam("days") @Nullable Integer days) {
        boolean seesAll = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        if (!Sellers.isId(id) || !(seesAll || id.equals(caller.user()))) {
            throw Problem.unknown("seller", id);
        }
        int count = days == null ? DEFAULT_DAYS : days;
        if (count < 1 || count > MAX_DAYS) {
            throw Problem.unreadable(
                    "days-out-of-range", "days", "days is " + count + ".", "Send a number from 1 to " + MAX_DAYS + ".");
        }
        return units.run(unit -> availability(unit, id, count));
    }

    private Availability availability(Unit unit, String id, int days) {
        Seller seller = Rows.of(unit.connection(), "select * from seller where id = ?")
                .with(id)
                .first(SellerRows::of)
                .orElse(Seller.UNKNOWN);
        OpeningHours open = new OpenTimes(calendars, unit.connection()).of(seller.calendar());
        LocalDate today = open.day(unit.now());
        List<AvailableDay> list = new ArrayList<>();
        for (LocalDate day = today; day.isBefore(today.plusDays(days)); day = day.plusDays(1)) {
            list.add(new AvailableDay(
                    day,
                    open.between(
                            day.atStartOfDay(open.zone()).toInstant(),
                            day.plusDays(1).atStartOfDay(open.zone()).toInstant())));
        }
        Instant end = today.plusDays(days).atStartOfDay(open.zone()).toInstant();
        Instant next = open.nextOpen(unit.now());
        SellerLoad load = Loads.read(unit.connection(), id);
        Set<String> types = rules.current(unit.connection()).recordTypes();
        Integer maximum = seller.profile().capacity();
        int consumed = load.consumed(types);
        Turn last = load.lastAssigned(types);
        return new Availability(
                id,
                open.zone().getId(),
                open.isOpen(unit.now()),
                next.isBefore(end) ? next : null,
                list,
                maximum,
                consumed,
                maximum == null ? null : maximum - consumed,
                last == null ? null : last.at());
    }
}
