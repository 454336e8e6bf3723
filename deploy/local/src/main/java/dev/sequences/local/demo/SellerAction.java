package dev.sequences.local.demo;

import org.jspecify.annotations.Nullable;

/** What a seller does with an open item. */
sealed interface SellerAction {

    /** @param callResult made, received or busy; null for other steps */
    record Complete(@Nullable String callResult) implements SellerAction {}

    record Skip(String reason) implements SellerAction {}

    /** The item returns to the list on the next day. */
    record Snooze() implements SellerAction {}

    /** The item stays open; the seller may act on it on a later day. */
    record Leave() implements SellerAction {}
}
