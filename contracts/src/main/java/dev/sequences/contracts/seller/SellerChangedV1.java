package dev.sequences.contracts.seller;

import dev.sequences.contracts.ContractEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a seller changed. Carries the complete current state.
 *
 * @param sellerId user id of the seller
 * @param calendar when the seller works; missing means the default of the organization
 * @param name for display; may contain personal data
 * @param businessUnit id of the business unit
 * @param teams ids of the teams that name the seller as a member
 * @param attributes values by attribute, e.g. language
 * @param capacity maximum number of active records; missing means no limit
 * @param assignable whether assignment rules may assign records to the seller; missing means not yet set
 */
public record SellerChangedV1(
        String sellerId,
        @Nullable SellerCalendarV1 calendar,
        @Nullable String name,
        @Nullable String businessUnit,
        @Nullable List<String> teams,
        @Nullable Map<String, List<String>> attributes,
        @Nullable Integer capacity,
        @Nullable Boolean assignable)
        implements ContractEvent {}
