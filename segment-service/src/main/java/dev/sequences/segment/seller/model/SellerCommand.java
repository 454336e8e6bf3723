package dev.sequences.segment.seller.model;

import dev.sequences.segment.seller.model.Seller.Calendar;
import org.jspecify.annotations.Nullable;

/** Commands on a seller. */
public sealed interface SellerCommand {

    /** @param calendar null: the defaults of the organization apply */
    record SetCalendar(@Nullable Calendar calendar) implements SellerCommand {}
}
