package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.json.Instants;
import java.time.Instant;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.jspecify.annotations.Nullable;

/** A row of the event or snapshot table in the form that Axon's upcasters accept. */
public final class StoredRow extends GenericDomainEventEntry<byte[]> {

    private final String time;

    /**
     * @param time ISO-8601 in UTC
     * @param metaData null if it was not read
     */
    public StoredRow(
            String type,
            String aggregateId,
            long position,
            String eventId,
            String time,
            String payloadType,
            @Nullable String payloadRevision,
            byte[] payload,
            byte @Nullable [] metaData) {
        super(
                type,
                aggregateId,
                position,
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
