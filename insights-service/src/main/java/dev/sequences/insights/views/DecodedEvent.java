package dev.sequences.insights.views;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * An event of a known type with the parts of its envelope that projections use.
 *
 * @param key id of the aggregate
 * @param position position in the aggregate's stream
 * @param happenedAt when it happened, truncated to microseconds as in the database
 */
public record DecodedEvent(ContractEvent event, String key, long position, Instant happenedAt) {}
