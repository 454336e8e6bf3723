package dev.sequences.segment.seller.model;

import dev.sequences.segment.seller.model.Seller.Calendar;
import org.jspecify.annotations.Nullable;

/** Commands on a seller. */
public sealed interface SellerCommand {

    /**
     * @param profile replaces the profile; null keeps it
     * @param calendar replaces the calendar; null: the seller has none
     */
    record SetSeller(
            @Nullable SellerProfile profile, @Nullable Calendar calendar) implements SellerCommand {}

    /** Changes parts of the profile. */
    record PatchProfile(SellerProfile.Patch patch) implements SellerCommand {}
}
