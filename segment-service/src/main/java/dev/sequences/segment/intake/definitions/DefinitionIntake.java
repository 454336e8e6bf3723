package dev.sequences.segment.intake.definitions;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarDeletedV1;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarSavedV1;
import dev.sequences.segment.reference.HolidayCalendars;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores the holiday calendars that sellers refer to. */
@ApplicationScoped
public class DefinitionIntake implements MessageHandler {

    static final String CONSUMER = "segment.definitions";

    private final Intake intake;
    private final HolidayCalendars calendars;

    DefinitionIntake(Intake intake, HolidayCalendars calendars) {
        this.intake = intake;
        this.calendars = calendars;
        intake.register(CONSUMER, this);
    }

    @Incoming("definitions")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public void handle(Unit unit, List<Message> messages) {
        for (Message message : messages) {
            switch (message.event().orElse(null)) {
                case HolidayCalendarSavedV1 saved ->
                    calendars.store(unit.connection(), saved.calendarId(), days(saved));
                case HolidayCalendarDeletedV1 deleted -> calendars.delete(unit.connection(), deleted.calendarId());
                case null, default -> {
                    // Not about a holiday calendar.
                }
            }
        }
    }

    private static List<HolidayCalendars.Day> days(HolidayCalendarSavedV1 saved) {
        try {
            return saved.holidays().stream()
                    .map(one -> new HolidayCalendars.Day(LocalDate.parse(one.day()), one.yearly()))
                    .toList();
        } catch (DateTimeException e) {
            throw new Unreadable("a holiday is invalid: " + e.getMessage(), e);
        }
    }
}
