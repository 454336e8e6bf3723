package dev.sequences.designer.holidaycalendar.model;

import static dev.sequences.chassis.decider.Decision.accept;
import static dev.sequences.chassis.decider.Decision.refuse;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Status;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.ChangeHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.CreateHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.DeleteHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Changed;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Created;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Deleted;
import java.util.List;

/** Lifecycle rules of a holiday calendar. The creator chooses the id, which is never reused. */
public final class HolidayCalendarDecider
        implements Decider<HolidayCalendarCommand, HolidayCalendar, HolidayCalendarEvent> {

    /** Prefix of stream ids, since calendar ids are words and streams of all types share one id space. */
    public static final String STREAM = "holiday-calendar:";

    @Override
    public HolidayCalendar initial() {
        return HolidayCalendar.ABSENT;
    }

    @Override
    public Decision<HolidayCalendarEvent> decide(HolidayCalendar calendar, HolidayCalendarCommand command) {
        return switch (command) {
            case CreateHolidayCalendar create -> create(calendar, create);
            case ChangeHolidayCalendar change -> calendar.exists() ? change(calendar, change) : unknown();
            case DeleteHolidayCalendar delete -> calendar.exists() ? delete(calendar, delete) : unknown();
        };
    }

    private static Decision<HolidayCalendarEvent> unknown() {
        return refuse(Refusal.unknown(
                "holiday-calendar-unknown",
                "The holiday calendar does not exist.",
                "Check the id or list the holiday calendars."));
    }

    private static Decision<HolidayCalendarEvent> create(HolidayCalendar calendar, CreateHolidayCalendar create) {
        if (calendar.status() != Status.ABSENT) {
            return refuse(Refusal.conflict(
                    "holiday-calendar-exists",
                    "A holiday calendar with this id exists or existed.",
                    "Change the existing calendar or use another id."));
        }
        List<Refusal> refusals = HolidayCalendarCheck.of(create.id(), create.properties());
        return refusals.isEmpty()
                ? accept(new Created(create.id(), create.properties().sorted()))
                : refuse(refusals);
    }

    private static Decision<HolidayCalendarEvent> change(HolidayCalendar calendar, ChangeHolidayCalendar change) {
        List<Refusal> refusals = HolidayCalendarCheck.of(change.properties());
        if (!refusals.isEmpty()) {
            return refuse(refusals);
        }
        Properties wanted = change.properties().sorted();
        return wanted.equals(calendar.properties()) ? accept() : accept(new Changed(calendar.id(), wanted));
    }

    private static Decision<HolidayCalendarEvent> delete(HolidayCalendar calendar, DeleteHolidayCalendar delete) {
        return delete.uses() > 0
                ? refuse(Refusal.conflict(
                        "holiday-calendar-in-use",
                        "The calendar is used by the live version of active sequences: " + delete.uses() + ".",
                        "Revise or deactivate those sequences first."))
                : accept(new Deleted(calendar.id()));
    }

    @Override
    public HolidayCalendar evolve(HolidayCalendar calendar, HolidayCalendarEvent event) {
        return switch (event) {
            case Created e -> new HolidayCalendar(Status.PRESENT, e.id(), e.properties());
            case Changed e -> new HolidayCalendar(Status.PRESENT, calendar.id(), e.properties());
            case Deleted e -> new HolidayCalendar(Status.DELETED, calendar.id(), calendar.properties());
        };
    }
}
