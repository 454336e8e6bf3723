package dev.sequences.chassis.relay;

import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.eventlog.StoredRow;
import dev.sequences.chassis.settings.ServiceSettings;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Maps a change of the write-ahead log, or a table row when republishing, to the records to send. Pure. */
@ApplicationScoped
class RelayMapping {

    static final String EVENT_TABLE = "chassis.domain_event_entry";

    private final EventLog log;
    private final List<Publication> publications;
    private final Map<String, RowPublication> rows;
    private final Envelope envelope;

    RelayMapping(
            EventLog log,
            @All List<Publication> publications,
            @All List<RowPublication> rows,
            ServiceSettings identity) {
        this.log = log;
        this.publications = publications;
        this.rows = rows.stream().collect(Collectors.toMap(RowPublication::table, Function.identity()));
        this.envelope = new Envelope(identity.service());
    }

    Map<String, RowPublication> rowPublications() {
        return rows;
    }

    /** Maps the change of one row in Debezium's format: {@code before}, {@code after}, {@code op}, {@code source}. */
    Stream<ProducerRecord<byte[], byte[]>> change(Struct change, @Nullable Struct key) {
        Struct source = change.getStruct("source");
        String table = source.getString("schema") + "." + source.getString("table");
        Struct after = change.getStruct("after");
        if (table.equals(EVENT_TABLE)) {
            return after == null ? Stream.empty() : event(stored(after));
        }
        RowPublication publication = rows.get(table);
        if (publication == null) {
            return Stream.empty();
        }
        // A deleted row has no version for the tombstone; services mark deleted rows instead of deleting them.
        return after == null ? Stream.empty() : row(publication, values(after));
    }

    Stream<ProducerRecord<byte[], byte[]>> event(StoredRow stored) {
        return log.decode(List.of(stored)).stream().flatMap(this::event);
    }

    private Stream<ProducerRecord<byte[], byte[]>> event(Recorded<?> event) {
        return publications.stream()
                .flatMap(publication -> publication.publish(event).stream())
                .map(contract -> envelope.wrap(
                        contract, event.eventId(), event.aggregateId(), event.position(), event.at(), event.cause()));
    }

    Stream<ProducerRecord<byte[], byte[]>> row(RowPublication publication, Map<String, Object> row) {
        return publication.publish(row).stream()
                .map(out -> out.event() == null
                        ? envelope.tombstone(publication.topic(), publication.key(row), out)
                        : envelope.wrap(
                                publication.topic(),
                                out.event(),
                                out.eventId(),
                                publication.key(row),
                                out.position(),
                                out.at(),
                                out.cause()));
    }

    private static StoredRow stored(Struct row) {
        return new StoredRow(
                row.getString("type"),
                row.getString("aggregate_identifier"),
                row.getInt64("sequence_number"),
                row.getString("event_identifier"),
                row.getString("time_stamp"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                bytes(row.get("payload")),
                bytes(row.get("meta_data")));
    }

    private static byte[] bytes(@Nullable Object value) {
        return switch (value) {
            case null -> new byte[] {'{', '}'};
            case byte[] array -> array;
            case ByteBuffer buffer -> {
                byte[] copy = new byte[buffer.remaining()];
                buffer.duplicate().get(copy);
                yield copy;
            }
            default -> throw new IllegalStateException("unexpected class of a bytea value: " + value.getClass());
        };
    }

    private static Map<String, Object> values(Struct row) {
        Map<String, Object> values = new HashMap<>();
        for (Field field : row.schema().fields()) {
            values.put(field.name(), row.get(field));
        }
        return values;
    }
}
