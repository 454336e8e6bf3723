package dev.sequences.segment.seller.model;

import dev.sequences.segment.seller.model.Seller.Calendar;
import org.jspecify.annotations.Nullable;

/** What happened to a seller's data. */
public sealed interface SellerEvent {

    /** Carries the whole calendar; none: works as the organisation does. */
    record CalendarSet(@Nullable Calendar calendar) implements SellerEvent {}
}
