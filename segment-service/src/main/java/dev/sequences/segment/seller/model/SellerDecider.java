package dev.sequences.segment.seller.model;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.seller.model.SellerCommand.SetCalendar;
import dev.sequences.segment.seller.model.SellerEvent.CalendarSet;
import java.util.List;
import java.util.Objects;

/** Replaces the calendar as a whole; an equal calendar produces no event. */
public final class SellerDecider implements Decider<SellerCommand, Seller, SellerEvent> {

    @Override
    public Seller initial() {
        return Seller.UNKNOWN;
    }

    @Override
    public Decision<SellerEvent> decide(Seller seller, SellerCommand command) {
        return switch (command) {
            case SetCalendar set -> {
                List<Refusal> refusals = set.calendar() == null ? List.of() : CalendarCheck.of(set.calendar());
                if (!refusals.isEmpty()) {
                    yield Decision.refuse(refusals);
                }
                yield Objects.equals(set.calendar(), seller.calendar())
                        ? Decision.accept()
                        : Decision.accept(new CalendarSet(set.calendar()));
            }
        };
    }

    @Override
    public Seller evolve(Seller seller, SellerEvent event) {
        return switch (event) {
            case CalendarSet set -> new Seller(set.calendar());
        };
    }
}
