package dev.sequences.chassis.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.intake.ParkedMessages.Parked;
import dev.sequences.chassis.kafka.TestBroker;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.settings.Installation;
import dev.sequences.chassis.unit.StartedUnits;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.ServiceDatabase;
import dev.sequences.testkit.infra.TopicRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IntakeTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("chassis_test", new String[0]);

    @RegisterExtension
    final StartedUnits started = StartedUnits.on(database);

    private final String topic = "intake-" + UUID.randomUUID();
    private final String consumer = "chassis.test-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private ParkedMessages parked;
    private DeadLetters deadLetters;
    private Intake intake;

    /** Inserts one row per message; fails for the values of {@code poison}. */
    private static class Effects implements MessageHandler {

        private final List<String> poison = new ArrayList<>();

        @Override
        public void handle(Unit unit, List<Message> messages) throws Exception {
            for (Message message : messages) {
                String value = text(((KafkaMessage) message).record().value());
                if (poison.contains(value)) {
                    throw new IllegalStateException(value + " is poison");
                }
                Rows.of(unit.connection(), "insert into effect (value) values (?)")
                        .with(value)
                        .update();
            }
        }
    }

    private final Effects handler = new Effects();

    @BeforeEach
    void createTopicsAndIntake() throws Exception {
        try (var connection = database.connect()) {
            Rows.of(connection, "create table if not exists effect (id bigserial, value text)")
                    .update();
            Rows.of(connection, "truncate effect").update();
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.kafka()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, 1, (short) 1),
                            new NewTopic(Topics.deadLetterOf(topic, consumer), 1, (short) 1)))
                    .all()
                    .get();
        }
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        parked = new ParkedMessages(database.dataSource(), metrics);
        deadLetters = new DeadLetters(
                parked, TestBroker.connection(), () -> "chassis", () -> Duration.ofSeconds(30), Installation.UNNAMED);
        Knowledge knowledge = new Knowledge(database.dataSource());
        WaitingMessages waiting = new WaitingMessages(database.dataSource(), () -> Duration.ofMinutes(10));
        intake = new Intake(
                started.get(),
                parked,
                new MessageSelector(parked, waiting, knowledge),
                knowledge,
                deadLetters,
                metrics,
                Traces.off(),
                Installation.UNNAMED);
        intake.register(consumer, handler);
    }

    @AfterEach
    void stopTheDeadLetters() throws InterruptedException {
        deadLetters.stop(new ShutdownEvent());
    }

    @Test
    void storesOffsetPositionAndEffectInOneTransaction() throws Exception {
        send(message("a", 0, "a0"), message("a", 1, "a1"));
        receive(read(2));

        assertThat(effects()).containsExactly("a0", "a1");
        assertThat(nextOffset()).isEqualTo(2);
        assertThat(texts("select distinct xmin::text as value from effect union"
                        + " select xmin::text from chassis.consumer_offset union"
                        + " select xmin::text from chassis.consumer_position"))
                .hasSize(1);
    }

    @Test
    void repeatsABatchWhoseTransactionWasLost() throws Exception {
        AtomicBoolean outage = new AtomicBoolean(true);
        AtomicInteger attempts = new AtomicInteger();
        intake.register(consumer, (unit, messages) -> {
            attempts.incrementAndGet();
            handler.handle(unit, messages);
            if (outage.getAndSet(false)) {
                Rows.of(unit.connection(), "select pg_terminate_backend(pg_backend_pid())")
                        .exists();
            }
        });
        send(message("a", 0, "a0"), message("b", 0, "b0"));
        receive(read(2));

        assertThat(attempts).hasValue(2);
        assertThat(effects()).containsExactly("a0", "b0");
        assertThat(parked()).isEmpty();
        assertThat(intake.stalled(Duration.ZERO)).isEmpty();
    }

    @Test
    void ignoresABatchWhoseOffsetsAreStored() throws Exception {
        intake.register(consumer, new Effects() {
            @Override
            public boolean isIdempotent(Message message) {
                // So that the offsets alone protect against the repeat.
                return true;
            }
        });
        send(message("a", 0, "a0"), message("b", 0, "b0"));
        List<ConsumerRecord<byte[], byte[]>> batch = read(2);
        receive(batch);
        receive(batch);

        assertThat(effects()).containsExactly("a0", "b0");
    }

    @Test
    void dropsRepeatsOnTheTopicByPosition() throws Exception {
        send(message("a", 0, "a0"), message("a", 1, "a1"), message("a", 1, "a1 again"), message("b", 0, "b0"));
        receive(read(4));
        send(message("a", 0, "a0 again"), message("a", 2, "a2"));
        receive(read(2));

        assertThat(effects()).containsExactly("a0", "a1", "b0", "a2");
        assertThat(nextOffset()).isEqualTo(6);
    }

    @Test
    void countsPositionsPerSource() throws Exception {
        send(message("a", 5, "ours"));
        ProducerRecord<byte[], byte[]> other = message("a", 0, "theirs");
        other.headers().remove(Headers.SOURCE).add(Headers.SOURCE, bytes("/other"));
        send(other);
        receive(read(2));

        assertThat(effects()).containsExactly("ours", "theirs");
    }

    @Test
    void takesEveryMessageWithoutAPosition() throws Exception {
        ProducerRecord<byte[], byte[]> plain = new ProducerRecord<>(topic, bytes("a"), bytes("plain"));
        send(plain, plain);
        receive(read(2));

        assertThat(effects()).containsExactly("plain", "plain");
    }

    @Test
    void parksAPoisonMessageAndQueuesLaterOnesOfItsKeyBehindIt() throws Exception {
        handler.poison.add("b0");
        send(message("a", 0, "a0"), message("b", 0, "b0"), message("b", 1, "b1"), message("c", 0, "c0"));
        receive(read(4));
        send(message("b", 2, "b2"), message("a", 1, "a1"));
        receive(read(2));

        assertThat(effects()).containsExactly("a0", "c0", "a1");
        assertThat(nextOffset()).isEqualTo(6);
        assertThat(parked())
                .containsExactly(
                        Map.entry("b0", "b0 is poison"),
                        Map.entry("b1", "an earlier message of this key is parked"),
                        Map.entry("b2", "an earlier message of this key is parked"));
    }

    @Test
    void retriesThreeTimesBeforeItParks() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        intake.register(consumer, (unit, messages) -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("a defect");
        });
        send(message("a", 0, "a0"));
        receive(read(1));

        // Once in the batch, three times alone.
        assertThat(attempts).hasValue(4);
        assertThat(parked()).containsExactly(Map.entry("a0", "a defect"));
    }

    @Test
    void parksAnUnreadableMessageAtOnce() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        intake.register(consumer, (unit, messages) -> {
            attempts.incrementAndGet();
            messages.forEach(Message::event);
        });
        ProducerRecord<byte[], byte[]> untyped = message("a", 0, "a0");
        untyped.headers().remove(Headers.TYPE);
        send(untyped);
        receive(read(1));

        assertThat(attempts).hasValue(2);
        assertThat(parked()).containsExactly(Map.entry("a0", "the ce_type header is missing"));
    }

    @Test
    void copiesParkedMessagesToTheDeadLetterTopic() throws Exception {
        handler.poison.add("b0");
        send(message("b", 0, "b0"), message("b", 1, "b1"));
        receive(read(2));

        String deadLetterTopic = Topics.deadLetterOf(topic, consumer);
        Await.until(
                "both are copied",
                () -> TopicRecords.ofKey(deadLetterTopic, "b").size() == 2);
        ConsumerRecord<byte[], byte[]> first =
                TopicRecords.ofKey(deadLetterTopic, "b").getFirst();
        assertThat(text(first.value())).isEqualTo("b0");
        assertThat(header(first, "dead-letter-reason")).isEqualTo("b0 is poison");
        assertThat(header(first, "dead-letter-consumer")).isEqualTo(consumer);
        assertThat(header(first, "dead-letter-offset")).isEqualTo("0");
        assertThat(header(first, Headers.SEQUENCE)).isEqualTo("0");
    }

    @Test
    void retakesParkedMessagesInTheirOrder() throws Exception {
        handler.poison.add("b0");
        send(message("b", 0, "b0"), message("b", 1, "b1"));
        receive(read(2));
        long id = parked.list(consumer, 0, 10).getFirst().id();

        assertThatThrownBy(() -> reprocess(id)).hasMessage("b0 is poison");
        assertThat(parked()).hasSize(2);

        handler.poison.clear();
        reprocess(id);
        assertThat(effects()).containsExactly("b0", "b1");
        assertThat(parked()).isEmpty();

        send(message("b", 2, "b2"));
        receive(read(1));
        assertThat(effects()).containsExactly("b0", "b1", "b2");
    }

    @Test
    void storesOnlyTheOffsetOfAnIrrelevantMessage() throws Exception {
        intake.register(consumer, new Effects() {
            @Override
            public boolean isRelevant(Message message) {
                return message.key().equals("a");
            }
        });
        send(message("a", 0, "a0"), message("b", 0, "b0"));
        receive(read(2));

        assertThat(effects()).containsExactly("a0");
        assertThat(nextOffset()).isEqualTo(2);
        assertThat(subjects()).singleElement().asString().endsWith(":a");
    }

    @Test
    void storesNoPositionOfAnIdempotentMessage() throws Exception {
        intake.register(consumer, new Effects() {
            @Override
            public boolean isIdempotent(Message message) {
                return message.key().equals("a");
            }
        });
        send(message("a", 0, "a0"), message("a", 0, "a0"), message("b", 0, "b0"), message("b", 0, "b0"));
        receive(read(4));

        assertThat(effects()).containsExactly("a0", "a0", "b0");
        assertThat(subjects()).singleElement().asString().endsWith(":b");
    }

    @Test
    void resumesAtTheStoredOffsetAfterARestart() throws Exception {
        send(message("a", 0, "a0"), message("a", 1, "a1"), message("a", 2, "a2"));
        Assignments assignments = new Assignments();
        assertThat(subscribeAndReceive(assignments, 3)).containsExactly(0L, 1L, 2L);
        assertThat(assignments.of(consumer)).isEmpty();
        // What the broker remembers does not matter.
        try (KafkaConsumer<byte[], byte[]> other = consumer()) {
            other.assign(List.of(partition));
            other.commitSync(Map.of(partition, new OffsetAndMetadata(1)));
        }

        send(message("a", 3, "a3"));
        assertThat(subscribeAndReceive(assignments, 1)).containsExactly(3L);
        assertThat(effects()).containsExactly("a0", "a1", "a2", "a3");
    }

    @Test
    void refusesMessagesOfAnUnregisteredConsumer() throws Exception {
        send(message("a", 0, "a0"));
        List<ConsumerRecord<byte[], byte[]>> batch = read(1);

        assertThatThrownBy(() -> intake.receive("chassis.unregistered", records(batch)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chassis.unregistered");
    }

    /** As the connector does: subscribes with the listener and passes each batch on. Returns the offsets it was given. */
    private List<Long> subscribeAndReceive(Assignments assignments, int count) throws Exception {
        StoredOffsets offsets = new StoredOffsets(database.dataSource(), assignments, Installation.UNNAMED);
        List<Long> seen = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> subscribed = consumer()) {
            subscribed.subscribe(List.of(topic), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                    offsets.onPartitionsRevoked(subscribed, partitions);
                }

                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    offsets.onPartitionsAssigned(subscribed, partitions);
                    assertThat(assignments.of(consumer)).containsExactly(partition);
                }
            });
            Await.until("the messages have come", () -> {
                ConsumerRecords<byte[], byte[]> batch = subscribed.poll(Duration.ofMillis(200));
                batch.forEach(record -> seen.add(record.offset()));
                intake.receive(consumer, batch);
                return seen.size() >= count;
            });
        }
        return seen;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        Infrastructure.kafka(),
                        "group.id",
                        consumer,
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The next {@code count} messages of the topic that were not read yet. */
    private List<ConsumerRecord<byte[], byte[]>> read(int count) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = consumer()) {
            reader.assign(List.of(partition));
            reader.seek(partition, nextOffset());
            Await.until(count + " messages have come", () -> {
                reader.poll(Duration.ofMillis(200)).forEach(batch::add);
                return batch.size() >= count;
            });
        }
        return batch;
    }

    private void receive(List<ConsumerRecord<byte[], byte[]>> batch) {
        intake.receive(consumer, records(batch));
    }

    private ConsumerRecords<byte[], byte[]> records(List<ConsumerRecord<byte[], byte[]>> batch) {
        return new ConsumerRecords<>(Map.of(partition, batch), Map.of());
    }

    private void reprocess(long id) {
        started.get().runAlone(unit -> {
            for (Parked message : parked.queueOf(unit, id)) {
                intake.reprocess(unit, message);
            }
            return true;
        });
    }

    @SafeVarargs
    private static void send(ProducerRecord<byte[], byte[]>... messages) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> message : messages) {
                producer.send(message).get();
            }
        }
    }

    private ProducerRecord<byte[], byte[]> message(String key, long position, String value) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, bytes(key), bytes(value));
        message.headers()
                .add(Headers.ID, bytes(UUID.randomUUID().toString()))
                .add(Headers.SOURCE, bytes("/test"))
                .add(Headers.TYPE, bytes("test.happened.v1"))
                .add(Headers.SEQUENCE, bytes(Long.toString(position)));
        return message;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static List<String> effects() {
        return texts("select value from effect order by id");
    }

    private static List<String> subjects() {
        return texts("select subject as value from chassis.consumer_position");
    }

    /** Value and reason of each parked message, oldest first. */
    private List<Map.Entry<String, String>> parked() {
        Map<String, String> reasons = new LinkedHashMap<>();
        parked.list(consumer, 0, 100)
                .forEach(message -> reasons.put(text(message.record().value()), message.reason()));
        return List.copyOf(reasons.entrySet());
    }

    private long nextOffset() {
        List<String> next = texts(
                "select next_offset::text as value from chassis.consumer_offset where consumer = '" + consumer + "'");
        return next.isEmpty() ? 0 : Long.parseLong(next.getFirst());
    }

    private static List<String> texts(String sql) {
        try (var connection = database.connect()) {
            return Rows.of(connection, sql).list(row -> row.text("value"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
