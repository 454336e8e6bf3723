package dev.sequences.segment.seller.model;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.seller.model.SellerCommand.PatchProfile;
import dev.sequences.segment.seller.model.SellerCommand.SetSeller;
import dev.sequences.segment.seller.model.SellerEvent.CalendarSet;
import dev.sequences.segment.seller.model.SellerEvent.SellerSet;
import java.util.ArrayList;
import java.util.List;

/** Replaces profile and calendar; an equal state produces no event. */
public final class SellerDecider implements Decider<SellerCommand, Seller, SellerEvent> {

    @Override
    public Seller initial() {
        return Seller.UNKNOWN;
    }

    @Override
    public Decision<SellerEvent> decide(Seller seller, SellerCommand command) {
        return switch (command) {
            case SetSeller set ->
                set(seller, new Seller(set.profile() == null ? seller.profile() : set.profile(), set.calendar()));
            case PatchProfile(SellerProfile.Patch patch) ->
                set(seller, new Seller(seller.profile().with(patch), seller.calendar()));
        };
    }

    private static Decision<SellerEvent> set(Seller before, Seller after) {
        List<Refusal> refusals = new ArrayList<>(ProfileCheck.of(after.profile()));
        if (after.calendar() != null && !after.calendar().equals(before.calendar())) {
            refusals.addAll(CalendarCheck.of(after.calendar()));
        }
        if (!refusals.isEmpty()) {
            return Decision.refuse(refusals);
        }
        return after.equals(before)
                ? Decision.accept()
                : Decision.accept(new SellerSet(after.profile(), after.calendar()));
    }

    @Override
    public Seller evolve(Seller seller, SellerEvent event) {
        return switch (event) {
            case CalendarSet set -> new Seller(seller.profile(), set.calendar());
            case SellerSet set -> new Seller(set.profile(), set.calendar());
        };
    }
}
