package dev.sequences.chassis.intake;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code chassis.waiting_message}: messages that need facts which this service does not know yet, and later messages of their keys.
 * {@link WaitingIntake} processes them.
 */
@ApplicationScoped
class WaitingMessages {

    private static final String COLUMNS = StoredMessages.COLUMNS
            + ", record_time, waiting_for, waiting_since, deadline, deadline <= clock_timestamp() as overdue";

    /** The first message of its key. Other replicas do not see it as deleted before the commit, so they leave later ones alone. */
    private static final String IS_FIRST =
            " and not exists (select 1 from chassis.waiting_message e where e.record_key = m.record_key"
                    + " and e.consumer = m.consumer and e.topic = m.topic and e.record_offset < m.record_offset)";

    private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};

    private final DataSource dataSource;
    private final Duration maxWait;
    private final Signal stored = new Signal();

    WaitingMessages(DataSource dataSource, IntakeSettings settings) {
        this.dataSource = dataSource;
        this.maxWait = settings.maxWait();
    }

    /** One waiting message; {@code overdue}: its deadline has passed. */
    record Waiting(
            long id,
            String consumer,
            String key,
            List<Need> needs,
            Instant since,
            Instant deadline,
            boolean overdue,
            ConsumerRecord<byte[], byte[]> record) {}

    /** Number and age of the waiting messages of a consumer. {@code topic}: of the missing fact; null if they only queue. */
    record Count(String consumer, @Nullable String topic, long messages, Duration oldest) {}

    void store(Unit unit, KafkaMessage message, String consumer, List<Need> needs) {
        ConsumerRecord<byte[], byte[]> record = message.record();
        Rows.of(
                        unit.connection(),
                        "insert into chassis.waiting_message (consumer, topic, partition, record_offset, record_key,"
                                + " value, headers, record_time, waiting_for, waiting_since, deadline)"
                                + " values (?, ?, ?, ?, ?::bytea, ?::bytea, ?::jsonb, ?, ?::jsonb, clock_timestamp(),"
                                + " clock_timestamp() + make_interval(secs => ?)) on conflict do nothing")
                .with(
                        consumer,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.key(),
                        record.value(),
                        StoredMessages.headers(record),
                        Instant.ofEpochMilli(record.timestamp()),
                        Json.text(needs),
                        maxWait.toMillis() / 1000.0)
                .update();
        unit.afterCommit(stored::raise);
    }

    /** Raised after a message was stored by this process. */
    Signal stored() {
        return stored;
    }

    /** Returns the first waiting message of each key with an id above {@code after}, in the order of the ids. */
    List<Waiting> firstOfKeys(long after, int limit) {
        return read(connection -> Rows.of(
                        connection,
                        "select " + COLUMNS + " from chassis.waiting_message m where id > ?" + IS_FIRST
                                + " order by id limit ?")
                .with(after, limit)
                .list(WaitingMessages::waiting));
    }

    /** Locks those of the messages that are still the first of their key and that no other replica is processing. */
    List<Waiting> lock(Unit unit, Collection<Long> ids) {
        return Rows.of(
                        unit.connection(),
                        "select " + COLUMNS + " from chassis.waiting_message m where id = any(?)" + IS_FIRST
                                + " order by id for update skip locked")
                .with(ids)
                .list(WaitingMessages::waiting);
    }

    /** Returns the messages that queue behind {@code first}, in the order of the topic. */
    List<Waiting> behind(Unit unit, Waiting first) {
        return Rows.of(
                        unit.connection(),
                        "select " + COLUMNS + " from chassis.waiting_message m where record_key = ?::bytea"
                                + " and consumer = ? and topic = ? and record_offset > ? order by record_offset for update")
                .with(
                        first.record().key(),
                        first.consumer(),
                        first.record().topic(),
                        first.record().offset())
                .list(WaitingMessages::waiting);
    }

    void remove(Unit unit, Collection<Long> ids) {
        Rows.of(unit.connection(), "delete from chassis.waiting_message where id = any(?)")
                .with(ids)
                .update();
    }

    /** Returns waiting messages, oldest first; only those of {@code consumer} unless it is null. */
    List<Waiting> list(@Nullable String consumer, long after, int limit) {
        String sql = "select " + COLUMNS + " from chassis.waiting_message m where id > ?";
        return read(connection -> (consumer == null
                        ? Rows.of(connection, sql + " order by id limit ?").with(after, limit)
                        : Rows.of(connection, sql + " and consumer = ? order by id limit ?")
                                .with(after, consumer, limit))
                .list(WaitingMessages::waiting));
    }

    List<Count> counts() {
        return read(connection -> Rows.of(
                        connection,
                        "select consumer, waiting_for -> 0 -> 'fact' ->> 'topic' as topic, count(*) as messages,"
                                + " extract(epoch from clock_timestamp() - min(waiting_since))::float8 as oldest"
                                + " from chassis.waiting_message group by 1, 2")
                .list(row -> new Count(
                        row.text("consumer"),
                        row.textOrNull("topic"),
                        row.longValue("messages"),
                        Duration.ofMillis((long) (row.doubleValue("oldest") * 1000)))));
    }

    boolean any() {
        return read(connection -> Rows.of(connection, "select 1 from chassis.waiting_message limit 1")
                .exists());
    }

    private interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T read(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            return query.on(connection);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static Waiting waiting(Row row) throws SQLException {
        return new Waiting(
                row.longValue("id"),
                row.text("consumer"),
                StoredMessages.key(row),
                needs(row.text("waiting_for")),
                row.instant("waiting_since"),
                row.instant("deadline"),
                row.bool("overdue"),
                StoredMessages.record(row, row.instant("record_time")));
    }

    private static List<Need> needs(String json) {
        try {
            return Json.MAPPER.readValue(json, NEEDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
