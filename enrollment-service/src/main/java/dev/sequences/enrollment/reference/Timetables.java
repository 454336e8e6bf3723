package dev.sequences.enrollment.reference;

import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.Assignees;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings.ZoneRule;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.enrollment.enrollment.model.calendar.WorkingWeek;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.reference.Sellers.SellerCalendar;
import dev.sequences.language.calendar.Holidays;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves local time for an enrollment: time zone, holidays and working hours. */
@ApplicationScoped
public class Timetables {

    private final Organization organization;
    private final HolidayCalendars calendars;
    private final Sellers sellers;

    Timetables(Organization organization, HolidayCalendars calendars, Sellers sellers) {
        this.organization = organization;
        this.calendars = calendars;
        this.sellers = sellers;
    }

    /** For a batch of enrollments; reads every calendar once. */
    public Batch batch(Unit unit) {
        return new Batch(unit);
    }

    /** Timetables within one unit of work. */
    public final class Batch {

        private final Unit unit;
        private final Map<String, Optional<Holidays>> read = new HashMap<>();
        private final Map<String, Optional<SellerCalendar>> known = new HashMap<>();

        private Batch(Unit unit) {
            this.unit = unit;
        }

        /**
         * Returns the graph with the timetable that applies now.
         *
         * @param owner gets the steps, unless the version assigns them otherwise
         * @param fixed whether {@code owner} gets them in any case
         */
        public Graph withTimetable(Graph graph, Assignee owner, boolean fixed, RecordFacts facts) {
            CalendarSettings settings = graph.settings();
            if (settings.equals(CalendarSettings.NONE) && !organization.week().enforced()) {
                return graph;
            }
            String calendar = settings.holidayCalendar();
            Holidays holidays = calendar == null ? null : holidays(calendar).orElse(null);
            Assignee seller =
                    fixed ? owner : Assignees.of(graph.assignTo(), owner, facts).orElse(owner);
            SellerCalendar sellerCalendar =
                    usesSellerCalendar(settings) && seller.type().equals(Assignee.USER)
                            ? known.computeIfAbsent(seller.id(), id -> sellers.find(unit, id))
                                    .orElse(null)
                            : null;
            ZoneId zone = zone(settings.zone(), facts, sellerCalendar);
            WorkingWeek week = organization.week();
            if (sellerCalendar != null) {
                return graph.with(Timetable.of(
                        settings,
                        sellerCalendar.week(holidaysOf(sellerCalendar), week),
                        sellerCalendar.zone(),
                        zone,
                        holidays));
            }
            // Without a time zone rule, windows and caps are in UTC, and working hours in the organization's time zone.
            ZoneId workingZone = settings.zone() == null ? organization.zone() : zone;
            return graph.with(Timetable.of(settings, week, workingZone, zone, holidays));
        }

        private Optional<Holidays> holidays(String calendarId) {
            return read.computeIfAbsent(calendarId, id -> calendars.find(unit, id));
        }

        /** None while the calendar has not been received: a due time is not delayed for it. */
        private Holidays holidaysOf(SellerCalendar sellerCalendar) {
            String id = sellerCalendar.holidayCalendarId();
            return id == null ? Holidays.NONE : holidays(id).orElse(Holidays.NONE);
        }

        private boolean usesSellerCalendar(CalendarSettings settings) {
            return settings.skipNonWorkingDays()
                    || organization.week().enforced()
                    || settings.zone() instanceof ZoneRule.OfAssignee;
        }
    }

    private ZoneId zone(@Nullable ZoneRule rule, RecordFacts facts, @Nullable SellerCalendar sellerCalendar) {
        return switch (rule) {
            case null -> ZoneOffset.UTC;
            case ZoneRule.Fixed fixed -> fixed.zone();
            case ZoneRule.OfOrganization of -> organization.zone();
            case ZoneRule.OfAssignee of -> sellerCalendar == null ? organization.zone() : sellerCalendar.zone();
            case ZoneRule.OfRecord of ->
                parseZone(facts.fields().get(organization.recordZoneField())).orElse(organization.zone());
        };
    }

    /** Uses the organization's time zone when the record has no valid one. */
    private static Optional<ZoneId> parseZone(@Nullable Object zone) {
        try {
            return zone instanceof String name && !name.isBlank()
                    ? Optional.of(ZoneId.of(name.strip()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
