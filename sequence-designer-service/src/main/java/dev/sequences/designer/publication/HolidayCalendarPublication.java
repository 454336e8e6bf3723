package dev.sequences.designer.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarDeletedV1;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarSavedV1;
import dev.sequences.contracts.holidaycalendar.HolidayV1;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Changed;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Created;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent.Deleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Publishes complete holiday calendars: versions refer to them by id, and a change applies to running enrollments. */
@ApplicationScoped
public class HolidayCalendarPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return recorded.event() instanceof HolidayCalendarEvent event ? Optional.of(publish(event)) : Optional.empty();
    }

    private static ContractEvent publish(HolidayCalendarEvent event) {
        return switch (event) {
            case Created e -> saved(e.id(), e.properties());
            case Changed e -> saved(e.id(), e.properties());
            case Deleted e -> new HolidayCalendarDeletedV1(e.id());
        };
    }

    private static HolidayCalendarSavedV1 saved(String id, Properties calendar) {
        return new HolidayCalendarSavedV1(
                id,
                calendar.name(),
                calendar.description(),
                calendar.holidays().stream()
                        .map(one -> new HolidayV1(one.day(), one.name(), one.yearly()))
                        .toList());
    }
}
