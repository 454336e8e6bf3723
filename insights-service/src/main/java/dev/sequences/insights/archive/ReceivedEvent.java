package dev.sequences.insights.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as received from its topic.
 *
 * @param key record key: id of the aggregate
 * @param type {@code ce_type}; events of unknown types are archived too, for releases that know them
 * @param position {@code ce_sequence}: position in the aggregate's stream
 * @param json value of the record; null for a tombstone
 */
public record ReceivedEvent(
        String topic,
        int partition,
        long offset,
        @Nullable String eventId,
        String key,
        String type,
        long position,
        Instant happenedAt,
        @Nullable String json) {}
