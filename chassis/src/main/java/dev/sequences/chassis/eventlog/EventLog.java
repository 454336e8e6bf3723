package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Column;
import dev.sequences.chassis.rows.Rows;
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
 * Appends events through Axon's JDBC engine and reads streams, on a given connection. Many streams are read with one query; the engine
 * would need two per stream.
 */
public final class EventLog {

    private static final String COLUMNS = "e.aggregate_identifier, e.sequence_number, e.type, e.event_identifier,"
            + " e.time_stamp, e.payload_type, e.payload_revision, e.payload, e.meta_data";

    private static final String READ_STREAM = "select " + COLUMNS
            + " from chassis.domain_event_entry e where e.aggregate_identifier = ? order by e.sequence_number";

    /** Only the columns that {@code evolve} needs; the others are a third of a row. */
    private static final String READ_STREAMS = "select e.aggregate_identifier, e.sequence_number, e.type,"
            + " e.payload_type, e.payload_revision, e.payload"
            + " from unnest(?::varchar[], ?::bigint[]) as wanted(id, after)"
            + " join chassis.domain_event_entry e on e.aggregate_identifier = wanted.id and e.sequence_number > wanted.after"
            + " order by e.aggregate_identifier, e.sequence_number";

    /** One descent of the stream's index per id; no payload is read. */
    private static final String READ_LAST_NAMES = "select wanted.id, last.payload_type"
            + " from unnest(?::varchar[]) as wanted(id)"
            + " cross join lateral (select e.payload_type from chassis.domain_event_entry e"
            + " where e.aggregate_identifier = wanted.id order by e.sequence_number desc limit 1) last";

    private static final String NO_TIME = Instant.EPOCH.toString();

    private static final String DELETE_SNAPSHOTS =
            "delete from chassis.snapshot_event_entry where aggregate_identifier = any(?)";

    private static final String READ_SNAPSHOTS =
            "select " + COLUMNS + " from chassis.snapshot_event_entry e where e.aggregate_identifier = any(?)";

    /** Not static: the one event log lives as long as the service. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Connection> bound = new ThreadLocal<>();

    private final NamedEventSerializer serializer;
    private final EventNames names;
    private final EventUpcaster upcasters;
    private final JdbcEventStorageEngine engine;

    public EventLog(EventNames names) {
        this.names = names;
        this.serializer = new NamedEventSerializer(names);
        EventUpcaster chain = names.upcaster();
        this.upcasters = chain == null ? NoOpEventUpcaster.INSTANCE : chain;
        this.engine = JdbcEventStorageEngine.builder()
                .snapshotSerializer(serializer)
                .eventSerializer(serializer)
                // The default resolver does not recognize PostgreSQL's unique violation, so conflicts would not be
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
     * A stored event without metadata.
     *
     * @param position position in the aggregate's stream, without gaps from 0
     */
    public record StreamEvent(String aggregateType, long position, Object event) {}

    /**
     * A stored stream: the snapshot, if there is one of the current revision, and the events after it.
     *
     * @param snapshotType aggregate type of the snapshot; null without a snapshot
     * @param snapshotVersion number of events in the snapshot; 0 without a snapshot
     */
    public record StoredStream(
            @Nullable Object snapshot, @Nullable String snapshotType, long snapshotVersion, List<StreamEvent> events) {

        static final StoredStream EMPTY = new StoredStream(null, null, 0, List.of());
    }

    /** Reads the streams of all {@code ids} with one query, or two if the service has snapshots. */
    public Map<String, StoredStream> read(Connection connection, Collection<String> ids) throws SQLException {
        Map<String, DomainEventData<byte[]>> snapshots =
                names.hasSnapshots() ? readSnapshots(connection, ids) : Map.of();
        String[] requested = ids.toArray(String[]::new);
        Long[] after = new Long[requested.length];
        for (int i = 0; i < requested.length; i++) {
            DomainEventData<byte[]> snapshot = snapshots.get(requested[i]);
            after[i] = snapshot == null ? -1L : snapshot.getSequenceNumber();
        }
        Map<String, List<DomainEventData<byte[]>>> rows = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement(READ_STREAMS)) {
            read.setArray(1, connection.createArrayOf("varchar", requested));
            read.setArray(2, connection.createArrayOf("bigint", after));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    DomainEventData<byte[]> row = rowWithoutMetadata(result);
                    rows.computeIfAbsent(row.getAggregateIdentifier(), id -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        Map<String, StoredStream> streams = new HashMap<>();
        for (String id : requested) {
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
                                streamEvents(events)));
            }
        }
        return streams;
    }

    /**
     * Returns the class of the last stored event of each stream; without an entry for ids that have no stream. Costs a fraction of {@link
     * #read}, for decisions that only ask how a stream ended.
     */
    public Map<String, Class<?>> lastTypes(Connection connection, Collection<String> ids) {
        Map<String, Class<?>> last = new HashMap<>();
        Rows.of(connection, READ_LAST_NAMES)
                .with((Object) ids.toArray(String[]::new))
                .forEach(row -> {
                    Class<?> type = names.typeOf(row.text("payload_type"));
                    if (type != null) {
                        last.put(row.text("id"), type);
                    }
                });
        return last;
    }

    private List<StreamEvent> streamEvents(List<DomainEventData<byte[]>> rows) {
        return areCurrent(rows)
                ? rows.stream()
                        .map(row -> new StreamEvent(
                                row.getType(), row.getSequenceNumber(), serializer.read(row.getPayload())))
                        .toList()
                : upcast(rows).stream()
                        .map(event -> new StreamEvent(event.aggregateType(), event.position(), event.event()))
                        .toList();
    }

    /** Returns all events of a stream with their metadata, oldest first; empty if there is no such stream. */
    public List<Recorded<?>> history(Connection connection, String id) throws SQLException {
        List<DomainEventData<byte[]>> rows = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(READ_STREAM)) {
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
                result.getString("type"),
                result.getString("aggregate_identifier"),
                result.getLong("sequence_number"),
                result.getString("event_identifier"),
                result.getString("time_stamp"),
                result.getString("payload_type"),
                result.getString("payload_revision"),
                result.getBytes("payload"),
                result.getBytes("meta_data"));
    }

    /** A row of {@link #READ_STREAMS}, read by column number: this runs for every event of every loaded aggregate. */
    private static DomainEventData<byte[]> rowWithoutMetadata(ResultSet result) throws SQLException {
        return new StoredRow(
                result.getString(3),
                result.getString(1),
                result.getLong(2),
                "",
                NO_TIME,
                result.getString(4),
                result.getString(5),
                result.getBytes(6),
                null);
    }

    /**
     * Upcasts and deserializes stored rows. The relay uses it as well, so that events are published in their current revision. Rows of the
     * current revision, which are nearly all, bypass the upcasters and their intermediate representation.
     */
    public List<Recorded<?>> decode(List<? extends DomainEventData<byte[]>> rows) {
        return areCurrent(rows)
                ? rows.stream().<Recorded<?>>map(this::decodeCurrent).toList()
                : upcast(rows);
    }

    private boolean areCurrent(List<? extends DomainEventData<byte[]>> rows) {
        return rows.stream()
                .map(row -> row.getPayload().getType())
                .allMatch(type -> names.isCurrent(type.getName(), type.getRevision()));
    }

    private Recorded<?> decodeCurrent(DomainEventData<byte[]> row) {
        return new Recorded<>(
                row.getEventIdentifier(),
                row.getType(),
                row.getAggregateIdentifier(),
                row.getSequenceNumber(),
                serializer.read(row.getPayload()),
                row.getTimestamp(),
                Json.read(row.getMetaData().getData(), StoredCause.class).toCause(row.getEventIdentifier()));
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
                    StoredCause.of(meta).toCause(message.getIdentifier())));
        }
        return events;
    }

    /** Appends the events in one batch. Throws Axon's concurrency exceptions if a position is already in use. */
    public void append(Connection connection, List<Recorded<?>> events) {
        withConnection(
                connection,
                () -> engine.appendEvents(events.stream().map(EventLog::message).toList()));
    }

    /**
     * A snapshot to store.
     *
     * @param type aggregate type
     * @param position position of the last event in the snapshot
     */
    public record Snapshot(String type, String id, long position, Object state) {}

    /**
     * Stores snapshots and deletes the previous ones of the same streams. The unit must have appended to all of these streams: their unique
     * index then keeps other units from writing the same snapshots.
     */
    public void storeSnapshots(Connection connection, List<Snapshot> snapshots, Instant at) throws SQLException {
        if (snapshots.isEmpty()) {
            return;
        }
        List<Column<Snapshot>> columns = List.of(
                Column.text("aggregate_identifier", Snapshot::id),
                Column.bigint("sequence_number", Snapshot::position),
                Column.text("type", Snapshot::type),
                Column.text("event_identifier", one -> one.id() + "@" + one.position()),
                Column.text("time_stamp", one -> at.toString()),
                Column.text("payload_type", one -> names.nameOf(one.state().getClass())
                        .name()),
                Column.text("payload_revision", one -> names.nameOf(one.state().getClass())
                        .revision()),
                Column.bytes("payload", one -> Json.bytes(one.state())));
        try (PreparedStatement delete = connection.prepareStatement(DELETE_SNAPSHOTS);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into chassis.snapshot_event_entry " + Column.insertion(columns))) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "varchar", snapshots.stream().map(Snapshot::id).toArray(String[]::new)));
            delete.executeUpdate();
            Column.bind(insert, columns, snapshots);
            insert.executeUpdate();
        }
    }

    private static DomainEventMessage<?> message(Recorded<?> event) {
        return new GenericDomainEventMessage<>(
                event.aggregateType(),
                event.aggregateId(),
                event.position(),
                event.event(),
                StoredCause.metaData(event.cause()),
                event.eventId(),
                event.at());
    }

    private void withConnection(Connection connection, Runnable work) {
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
            throw new IllegalStateException("the event log was used outside of a unit of work");
        }
        return ConnectionWrapperFactory.wrap(connection, KEEP_OPEN);
    }

    /** The unit of work owns the connection; the engine must neither commit nor close it. */
    private static final ConnectionWrapperFactory.ConnectionCloseHandler KEEP_OPEN =
            new ConnectionWrapperFactory.ConnectionCloseHandler() {
                @Override
                public void close(Connection delegate) {}

                @Override
                public void commit(Connection delegate) {}
            };
}
