package dev.sequences.insights.views;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * A known event with what its envelope says.
 *
 * @param key id of the aggregate
 * @param sequence position in the aggregate's stream
 * @param at when it happened, in the precision of the database
 */
public record Fact(ContractEvent event, String key, long sequence, Instant at) {}
