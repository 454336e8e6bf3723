package dev.sequences.segment.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.seller.SellerCalendarV1;
import dev.sequences.contracts.seller.SellerChangedV1;
import dev.sequences.contracts.seller.TimeOffV1;
import dev.sequences.contracts.seller.WorkingHoursV1;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.SellerEvent.CalendarSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes the whole calendar of a seller. Reasons for time off are never stored. */
@ApplicationScoped
public class SellerPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return recorded.event() instanceof CalendarSet set
                ? Optional.of(new SellerChangedV1(
                        recorded.aggregateId().substring(recorded.aggregateId().indexOf(':') + 1),
                        calendar(set.calendar())))
                : Optional.empty();
    }

    private static @Nullable SellerCalendarV1 calendar(@Nullable Calendar calendar) {
        return calendar == null
                ? null
                : new SellerCalendarV1(
                        calendar.timeZone(),
                        calendar.workingHours().stream()
                                .map(one -> new WorkingHoursV1(one.days(), one.from(), one.to()))
                                .toList(),
                        calendar.timeOff().stream()
                                .map(one -> new TimeOffV1(one.from(), one.to()))
                                .toList());
    }
}
