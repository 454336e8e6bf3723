package dev.sequences.segment.seller.model;

import dev.sequences.segment.seller.model.Seller.Calendar;
import org.jspecify.annotations.Nullable;

/** Events of a seller. */
public sealed interface SellerEvent {

    /** Of earlier releases: only the calendar changed. */
    record CalendarSet(@Nullable Calendar calendar) implements SellerEvent {}

    /** The whole state after a change. */
    record SellerSet(SellerProfile profile, @Nullable Calendar calendar) implements SellerEvent {}
}
