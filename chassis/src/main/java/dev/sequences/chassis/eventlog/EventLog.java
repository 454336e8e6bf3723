package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Append and read on a given connection, through Axon's JDBC engine. Reading many streams takes one query; the engine
 * itself would take two per stream.
 */
public final class EventLog {

    private static final String COLUMNS = "e.aggregate_identifier, e.sequence_number, e.type, e.event_identifier,"
            + " e.time_stamp, e.payload_type, e.payload_revision, e.payload, e.meta_data";

    private static final String READ_HISTORY = "select " + COLUMNS
            + " from chassis.domain_event_entry e where e.aggregate_identifier = ? order by e.sequence_number";

    /** What a fold needs; the rest is a third of a row. */
    private static final String READ_PAST = "select e.aggregate_identifier, e.sequence_number, e.type,"
            + " e.payload_type, e.payload_revision, e.payload"
            + " from unnest(?::varchar[], ?::bigint[]) as wanted(id, after)"
            + " join chassis.domain_event_entry e on e.aggregate_identifier = wanted.id and e.sequence_number > wanted.after"
            + " order by e.aggregate_identifier, e.sequence_number";

    private static final String NOT_READ = Instant.EPOCH.toString();

    private static final String FORGET_SNAPSHOTS =
            "delete from chassis.snapshot_event_entry where aggregate_identifier = any(?)";

    private static final String READ_SNAPSHOTS =
            "select " + COLUMNS + " from chassis.snapshot_event_entry e where e.aggregate_identifier = any(?)";

    /** Not static: a log has its own database, and there is one log for the life of a service. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Connection> bound = new ThreadLocal<>();

    private final NamedEventSerializer serializer;
    private final EventNames names;
    private final EventUpcaster upcasters;
    private final JdbcEventStorageEngine engine;

    public EventLog(EventNames names) {
        this.names = names;
        this.serializer = new NamedEventSerializer(names);
        EventUpcaster chain = names.history();
        this.upcasters = chain == null ? NoOpEventUpcaster.INSTANCE : chain;
        this.engine = JdbcEventStorageEngine.builder()
                .snapshotSerializer(serializer)
                .eventSerializer(serializer)
                // The default resolver does not recognise PostgreSQL's duplicate key, so a conflict would never be
                // retried.
                .persistenceExceptionResolver(new SQLStateResolver())
                .connectionProvider(this::connection)
                .transactionManager(NoTransactionManager.INSTANCE)
                .dataType(byte[].class)
                .schema(EventSchema.builder()
                        .eventTable("chassis.domain_event_entry")
                        .globalIndexColumn("global_index")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .typeColumn("type")
                        .eventIdentifierColumn("event_identifier")
                        .timestampColumn("time_stamp")
                        .payloadTypeColumn("payload_type")
                        .payloadRevisionColumn("payload_revision")
                        .payloadColumn("payload")
                        .metaDataColumn("meta_data")
                        .build())
                .build();
    }

    /**
     * An event without its envelope, as a fold takes it.
     *
     * @param sequence position in the aggregate's stream, dense from 0
     */
    public record Past(String aggregateType, long sequence, Object event) {}

    /**
     * A stream as read: a snapshot, if there is a usable one, and the events after it.
     *
     * @param snapshotOf the type of aggregate that the snapshot is of; null without one
     */
    public record StoredStream(
            @Nullable Object snapshot, @Nullable String snapshotOf, long snapshotVersion, List<Past> events) {

        static final StoredStream EMPTY = new StoredStream(null, null, 0, List.of());
    }

    /** Reads the streams of all {@code ids} in one query, two when the service keeps snapshots. */
    public Map<String, StoredStream> read(Connection connection, Collection<String> ids) throws SQLException {
        Map<String, DomainEventData<byte[]>> snapshots =
                names.keepsSnapshots() ? readSnapshots(connection, ids) : Map.of();
        String[] wanted = ids.toArray(String[]::new);
        Long[] after = new Long[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            DomainEventData<byte[]> snapshot = snapshots.get(wanted[i]);
            after[i] = snapshot == null ? -1L : snapshot.getSequenceNumber();
        }
        Map<String, List<DomainEventData<byte[]>>> rows = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement(READ_PAST)) {
            read.setArray(1, connection.createArrayOf("varchar", wanted));
            read.setArray(2, connection.createArrayOf("bigint", after));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    DomainEventData<byte[]> row = past(result);
                    rows.computeIfAbsent(row.getAggregateIdentifier(), id -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        Map<String, StoredStream> streams = new HashMap<>();
        for (String id : wanted) {
            List<DomainEventData<byte[]>> events = rows.getOrDefault(id, List.of());
            DomainEventData<byte[]> snapshot = snapshots.get(id);
            if (events.isEmpty() && snapshot == null) {
                streams.put(id, StoredStream.EMPTY);
            } else {
                Object state = snapshot == null ? null : serializer.read(snapshot.getPayload());
                streams.put(
                        id,
                        new StoredStream(
                                state,
                                snapshot == null ? null : snapshot.getType(),
                                snapshot == null ? 0 : snapshot.getSequenceNumber() + 1,
                                pasts(events)));
            }
        }
        return streams;
    }

    private List<Past> pasts(List<DomainEventData<byte[]>> rows) {
        return areCurrent(rows)
                ? rows.stream()
                        .map(row -> new Past(row.getType(), row.getSequenceNumber(), serializer.read(row.getPayload())))
                        .toList()
                : upcast(rows).stream()
                        .map(event -> new Past(event.aggregateType(), event.position(), event.event()))
                        .toList();
    }

    /** All events of a stream with their envelopes, oldest first; empty for an unknown one. */
    public List<Recorded<?>> history(Connection connection, String id) throws SQLException {
        List<DomainEventData<byte[]>> rows = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(READ_HISTORY)) {
            read.setString(1, id);
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
        }
        return decode(rows);
    }

    private Map<String, DomainEventData<byte[]>> readSnapshots(Connection connection, Collection<String> ids)
            throws SQLException {
        Map<String, DomainEventData<byte[]>> snapshots = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement(READ_SNAPSHOTS)) {
            read.setArray(1, connection.createArrayOf("varchar", ids.toArray()));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    DomainEventData<byte[]> row = row(result);
                    if (names.isCurrent(
                            row.getPayload().getType().getName(),
                            row.getPayload().getType().getRevision())) {
                        snapshots.merge(
                                row.getAggregateIdentifier(),
                                row,
                                (a, b) -> a.getSequenceNumber() > b.getSequenceNumber() ? a : b);
                    }
                }
            }
        }
        return snapshots;
    }

    private static DomainEventData<byte[]> row(ResultSet result) throws SQLException {
        return new StoredRow(
                result.getString(3),
                result.getString(1),
                result.getLong(2),
                result.getString(4),
                result.getString(5),
                result.getString(6),
                result.getString(7),
                result.getBytes(8),
                result.getBytes(9));
    }

    /** Upcasters change payloads, so that nobody misses the envelope, which was not read. */
    private static DomainEventData<byte[]> past(ResultSet result) throws SQLException {
        return new StoredRow(
                result.getString(3),
                result.getString(1),
                result.getLong(2),
                "",
                NOT_READ,
                result.getString(4),
                result.getString(5),
                result.getBytes(6),
                null);
    }

    /**
     * Upcasts and decodes stored rows; also used by the relay, so that what is sent follows today's shapes. Rows of today's revisions,
     * which are nearly all, are read without the detour over the upcasters' intermediate form.
     */
    public List<Recorded<?>> decode(List<? extends DomainEventData<byte[]>> rows) {
        return areCurrent(rows) ? rows.stream().<Recorded<?>>map(this::today).toList() : upcast(rows);
    }

    private boolean areCurrent(List<? extends DomainEventData<byte[]>> rows) {
        return rows.stream()
                .map(row -> row.getPayload().getType())
                .allMatch(type -> names.isCurrent(type.getName(), type.getRevision()));
    }

    private Recorded<?> today(DomainEventData<byte[]> row) {
        return new Recorded<>(
                row.getEventIdentifier(),
                row.getType(),
                row.getAggregateIdentifier(),
                row.getSequenceNumber(),
                serializer.read(row.getPayload()),
                row.getTimestamp(),
                Json.read(row.getMetaData().getData(), StoredCause.class).of(row.getEventIdentifier()));
    }

    private List<Recorded<?>> upcast(List<? extends DomainEventData<byte[]>> rows) {
        List<Recorded<?>> events = new ArrayList<>();
        DomainEventStream stream =
                EventStreamUtils.upcastAndDeserializeDomainEvents(rows.stream(), serializer, upcasters);
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            MetaData meta = message.getMetaData();
            events.add(new Recorded<>(
                    message.getIdentifier(),
                    message.getType(),
                    message.getAggregateIdentifier(),
                    message.getSequenceNumber(),
                    message.getPayload(),
                    message.getTimestamp(),
                    new StoredCause(
                                    text(meta, "actor"),
                                    text(meta, "correlationId"),
                                    text(meta, "causationId"),
                                    text(meta, "traceparent"))
                            .of(message.getIdentifier())));
        }
        return events;
    }

    private static @Nullable String text(MetaData meta, String key) {
        Object value = meta.get(key);
        return value == null ? null : value.toString();
    }

    /** Appends in one batch. A taken sequence number surfaces as Axon's concurrency exceptions. */
    public void append(Connection connection, List<Recorded<?>> events) {
        inside(
                connection,
                () -> engine.appendEvents(events.stream().map(EventLog::message).toList()));
    }

    /**
     * A state to be kept.
     *
     * @param type of the aggregate
     * @param sequence of the last event that is in it
     */
    public record Snapshot(String type, String id, long sequence, Object state) {}

    /** Keeps the states, each in place of the one before of its stream. The unit has written to all of these streams, so nobody else does. */
    public void snapshots(Connection connection, List<Snapshot> snapshots, Instant at) throws SQLException {
        if (snapshots.isEmpty()) {
            return;
        }
        List<Column<Snapshot>> columns = List.of(
                Column.text("aggregate_identifier", Snapshot::id),
                Column.bigint("sequence_number", Snapshot::sequence),
                Column.text("type", Snapshot::type),
                Column.text("event_identifier", one -> one.id() + "@" + one.sequence()),
                Column.text("time_stamp", one -> at.toString()),
                Column.text("payload_type", one -> names.nameOf(one.state().getClass())
                        .name()),
                Column.text("payload_revision", one -> names.nameOf(one.state().getClass())
                        .revision()),
                Column.bytes("payload", one -> Json.bytes(one.state())));
        try (PreparedStatement forget = connection.prepareStatement(FORGET_SNAPSHOTS);
                PreparedStatement keep = connection.prepareStatement(
                        "insert into chassis.snapshot_event_entry " + Column.insertion(columns))) {
            forget.setArray(
                    1,
                    connection.createArrayOf(
                            "varchar", snapshots.stream().map(Snapshot::id).toArray(String[]::new)));
            forget.executeUpdate();
            Column.send(keep, columns, snapshots);
            keep.executeUpdate();
        }
    }

    private static DomainEventMessage<?> message(Recorded<?> event) {
        Map<String, Object> meta = new HashMap<>();
        meta.put("actor", event.cause().actor());
        meta.put("correlationId", event.cause().correlationId());
        if (event.cause().causationId() != null) {
            meta.put("causationId", event.cause().causationId());
        }
        if (event.cause().traceParent() != null) {
            meta.put("traceparent", event.cause().traceParent());
        }
        return new GenericDomainEventMessage<>(
                event.aggregateType(),
                event.aggregateId(),
                event.position(),
                event.event(),
                meta,
                event.eventId(),
                event.at());
    }

    private void inside(Connection connection, Runnable work) {
        bound.set(connection);
        try {
            work.run();
        } finally {
            bound.remove();
        }
    }

    private Connection connection() {
        Connection connection = bound.get();
        if (connection == null) {
            throw new IllegalStateException("the event log is used outside of a unit of work");
        }
        return ConnectionWrapperFactory.wrap(connection, LEFT_OPEN);
    }

    /** The unit of work owns the connection; the engine must not end it. */
    private static final ConnectionWrapperFactory.ConnectionCloseHandler LEFT_OPEN =
            new ConnectionWrapperFactory.ConnectionCloseHandler() {
                @Override
                public void close(Connection delegate) {}

                @Override
                public void commit(Connection delegate) {}
            };
}
