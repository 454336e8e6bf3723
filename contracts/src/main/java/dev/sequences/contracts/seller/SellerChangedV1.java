package dev.sequences.contracts.seller;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a seller has changed. Carries all of it.
 *
 * @param sellerId user id of the seller
 * @param calendar when the seller works; missing means as the organisation does
 */
public record SellerChangedV1(String sellerId, @Nullable SellerCalendarV1 calendar) implements ContractEvent {}
