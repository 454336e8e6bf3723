package dev.sequences.segment.seller.model;

import dev.sequences.segment.seller.model.Seller.Calendar;
import org.jspecify.annotations.Nullable;

/** What may be asked of a seller's data. */
public sealed interface SellerCommand {

    /** @param calendar null: works as the organisation does */
    record SetCalendar(@Nullable Calendar calendar) implements SellerCommand {}
}
