package dev.sequences.local.demo;

import org.jspecify.annotations.Nullable;

/** What a seller does with an item that is open in front of them. */
sealed interface Choice {

    /** @param callResult made, received or busy; null for what is not a call */
    record Complete(@Nullable String callResult) implements Choice {}

    record Skip(String reason) implements Choice {}

    /** Comes back on its own on the seller's next day. */
    record Snooze() implements Choice {}

    /** Stays open; the seller looks at it again on a later day, or never. */
    record Leave() implements Choice {}
}
