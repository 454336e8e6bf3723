package dev.sequences.contracts.seller;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * The data of a seller changed. Carries the complete current state.
 *
 * @param sellerId user id of the seller
 * @param calendar when the seller works; missing means the default of the organization
 */
public record SellerChangedV1(String sellerId, @Nullable SellerCalendarV1 calendar) implements ContractEvent {}
