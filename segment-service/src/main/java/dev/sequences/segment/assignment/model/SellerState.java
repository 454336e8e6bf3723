package dev.sequences.segment.assignment.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A seller at the time of a decision.
 *
 * @param assignable whether rules may assign records to the seller
 * @param capacity maximum number of active records; null for no limit
 * @param consumed active records of the record types that have assignment rules (domain rule 7.9)
 * @param availableFrom now or the next moment of working time
 * @param lastAssigned last assignment of a record of a type that has assignment rules; null for none
 */
public record SellerState(
        String id,
        Map<String, List<String>> attributes,
        boolean assignable,
        @Nullable Integer capacity,
        int consumed,
        Instant availableFrom,
        @Nullable Turn lastAssigned) {

    /** Returns the capacity that is left, which can be negative; null for no limit. */
    public @Nullable Integer available() {
        return capacity == null ? null : capacity - consumed;
    }

    public SellerState withConsumed(int records) {
        return new SellerState(id, attributes, assignable, capacity, records, availableFrom, lastAssigned);
    }

    /** Returns the seller after another assignment. */
    public SellerState assigned(Turn turn) {
        return new SellerState(id, attributes, assignable, capacity, consumed + 1, availableFrom, turn);
    }
}
