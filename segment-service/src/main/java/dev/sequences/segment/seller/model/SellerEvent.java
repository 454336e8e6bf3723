package dev.sequences.segment.seller.model;

import dev.sequences.segment.seller.model.Seller.Calendar;
import org.jspecify.annotations.Nullable;

/** Events of a seller. */
public sealed interface SellerEvent {

    /** @param calendar the whole calendar; null: the defaults of the organization apply */
    record CalendarSet(@Nullable Calendar calendar) implements SellerEvent {}
}
