package dev.sequences.enrollment.intake.sellers;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.seller.AbsenceV1;
import dev.sequences.contracts.seller.SellerCalendarV1;
import dev.sequences.contracts.seller.SellerChangedV1;
import dev.sequences.contracts.seller.TimeOffV1;
import dev.sequences.contracts.seller.WorkingHoursV1;
import dev.sequences.enrollment.reference.Sellers;
import dev.sequences.enrollment.reference.Sellers.SellerCalendar;
import dev.sequences.enrollment.reference.Sellers.TimeOff;
import dev.sequences.enrollment.reference.Sellers.Work;
import dev.sequences.language.calendar.Absence;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads sellers' working hours, which determine due times and the length of working days. */
@ApplicationScoped
public class SellerIntake implements MessageHandler {

    static final String CONSUMER = Sellers.CONSUMER;

    private final Intake intake;
    private final Sellers sellers;

    SellerIntake(Intake intake, Sellers sellers) {
        this.intake = intake;
        this.sellers = sellers;
        intake.register(CONSUMER, this);
    }

    @Incoming("sellers")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public void handle(Unit unit, List<Message> messages) {
        for (Message message : messages) {
            if (message.event().orElse(null) instanceof SellerChangedV1 changed) {
                if (changed.calendar() == null) {
                    sellers.delete(unit, changed.sellerId());
                } else {
                    sellers.store(unit, changed.sellerId(), calendar(changed.calendar()));
                }
            }
        }
    }

    static SellerCalendar calendar(SellerCalendarV1 source) {
        try {
            return new SellerCalendar(
                    ZoneId.of(source.timeZone()).getId(),
                    source.workingHours().stream().map(SellerIntake::work).toList(),
                    source.timeOff().stream().map(SellerIntake::timeOff).toList(),
                    source.absences() == null
                            ? null
                            : source.absences().stream()
                                    .map(SellerIntake::absence)
                                    .toList(),
                    source.until() == null ? null : LocalDate.parse(source.until()),
                    source.holidayCalendarId());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Unreadable("the calendar is invalid: " + e.getMessage(), e);
        }
    }

    private static Work work(WorkingHoursV1 source) {
        return new Work(
                source.days().stream()
                        .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                        .toList(),
                LocalTime.parse(source.from()),
                LocalTime.parse(source.to()));
    }

    private static Absence absence(AbsenceV1 source) {
        return new Absence(LocalDateTime.parse(source.from()), LocalDateTime.parse(source.to()));
    }

    private static TimeOff timeOff(TimeOffV1 source) {
        return new TimeOff(LocalDate.parse(source.from()), LocalDate.parse(source.to()));
    }
}
