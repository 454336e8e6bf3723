package dev.sequences.segment.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.SellerEvent.CalendarSet;
import dev.sequences.segment.seller.model.SellerEvent.SellerSet;
import dev.sequences.segment.team.model.TeamEvent.TeamSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Publishes the whole state of a seller or team. Descriptions of time off are never published. */
@ApplicationScoped
public class SellerPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        String id = recorded.aggregateId().substring(recorded.aggregateId().indexOf(':') + 1);
        return switch (recorded.event()) {
            case CalendarSet set -> Optional.of(SellerContracts.calendarOnly(id, set.calendar()));
            case SellerSet set -> Optional.of(SellerContracts.seller(id, new Seller(set.profile(), set.calendar())));
            case TeamSet set -> Optional.of(SellerContracts.team(id, set.profile()));
            default -> Optional.empty();
        };
    }
}
