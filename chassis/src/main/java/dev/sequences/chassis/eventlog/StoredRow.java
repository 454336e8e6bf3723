package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.json.Instants;
import java.time.Instant;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.jspecify.annotations.Nullable;

/** A row of the event or snapshot table, as Axon's upcasters take it. */
public final class StoredRow extends GenericDomainEventEntry<byte[]> {

    private final String time;

    /**
     * @param time ISO-8601 in UTC
     * @param metaData null is none
     */
    public StoredRow(
            String type,
            String aggregateId,
            long sequence,
            String eventId,
            String time,
            String payloadType,
            @Nullable String payloadRevision,
            byte[] payload,
            byte @Nullable [] metaData) {
        super(
                type,
                aggregateId,
                sequence,
                eventId,
                time,
                payloadType,
                payloadRevision,
                payload,
                metaData == null ? new byte[] {'{', '}'} : metaData);
        this.time = time;
    }

    @Override
    public Instant getTimestamp() {
        return Instants.parse(time);
    }
}
