package dev.sequences.segment.assignment.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a seller has, by record type. Only the record types that have assignment rules count, for the capacity as well as for the round robin
 * (domain rules 7.7 and 7.9).
 */
public record SellerLoad(Map<String, OfType> byType) {

    public static final SellerLoad NONE = new SellerLoad(Map.of());

    /**
     * Records of one type.
     *
     * @param active number of active records that the seller owns
     * @param lastAssigned the last record that became the seller's, by a rule, by hand or by creating it; null for none
     */
    public record OfType(int active, @Nullable Turn lastAssigned) {}

    public SellerLoad {
        byType = Map.copyOf(byType);
    }

    /** Returns the number of active records of these types. */
    public int consumed(Collection<String> types) {
        return types.stream()
                .map(byType::get)
                .filter(Objects::nonNull)
                .mapToInt(OfType::active)
                .sum();
    }

    /** Returns the last assignment of a record of these types; null for none. */
    public @Nullable Turn lastAssigned(Collection<String> types) {
        return types.stream()
                .map(byType::get)
                .filter(Objects::nonNull)
                .map(OfType::lastAssigned)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(Turn::number))
                .orElse(null);
    }
}
