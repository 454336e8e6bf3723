package dev.sequences.insights.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as it came from a topic.
 *
 * @param key record key: id of the aggregate
 * @param type {@code ce_type}; events of unknown types are kept too, for releases that know them
 * @param sequence position in the stream of the aggregate
 * @param json the value; null for a record without value
 */
public record ReceivedEvent(
        String topic,
        int partition,
        long offset,
        @Nullable String eventId,
        String key,
        String type,
        long sequence,
        Instant happenedAt,
        @Nullable String json) {}
