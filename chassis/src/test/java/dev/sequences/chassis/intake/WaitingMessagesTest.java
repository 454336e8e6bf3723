package dev.sequences.chassis.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.kafka.TestBroker;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.settings.Installation;
import dev.sequences.chassis.unit.StartedUnits;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Headers;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that are based on facts of another topic, in every order of the two topics. */
class WaitingMessagesTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("chassis_waiting_test", new String[0]);

    @RegisterExtension
    final StartedUnits first = StartedUnits.on(database);

    @RegisterExtension
    final StartedUnits second = StartedUnits.on(database);

    private static final String FACTS = "facts";
    private static final String SENDER = "/facts";

    private final String topic = "decisions-" + UUID.randomUUID();
    private final String decisions = "test.decisions-" + UUID.randomUUID();
    private final String facts = "test.facts-" + UUID.randomUUID();
    private final List<Replica> replicas = new ArrayList<>();
    private final List<String> poison = new CopyOnWriteArrayList<>();
    private long offset;
    private long factOffset;

    /** Inserts one row per message. */
    private final class Decisions implements MessageHandler {

        @Override
        public Map<String, String> informedBy(Message message) {
            return Map.of(FACTS, facts);
        }

        @Override
        public void handle(Unit unit, List<Message> messages) {
            for (Message message : messages) {
                String value = message.data(String.class);
                if (poison.contains(value)) {
                    throw new IllegalStateException(value + " is poison");
                }
                String without = message.cause().decidedWithout().isEmpty()
                        ? ""
                        : " without "
                                + message.cause().decidedWithout().getFirst().version();
                Rows.of(unit.connection(), "insert into effect (value) values (?)")
                        .with(value + without)
                        .update();
            }
        }
    }

    /** One process of the service. */
    private final class Replica {

        private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        private final ParkedMessages parked = new ParkedMessages(database.dataSource(), metrics);
        private final Intake intake;
        private final WaitingIntake waitingIntake;
        private final DeadLetters deadLetters = new DeadLetters(
                parked, TestBroker.connection(), () -> "chassis", () -> Duration.ofHours(1), Installation.UNNAMED);

        Replica(StartedUnits units, Duration maxWait) {
            Knowledge knowledge = new Knowledge(database.dataSource());
            WaitingMessages waiting = new WaitingMessages(database.dataSource(), () -> maxWait);
            intake = new Intake(
                    units.get(),
                    parked,
                    new MessageSelector(parked, waiting, knowledge),
                    knowledge,
                    deadLetters,
                    metrics,
                    Traces.off(),
                    Installation.UNNAMED);
            waitingIntake = new WaitingIntake(units.get(), intake, waiting, parked, knowledge, metrics);
            intake.register(facts, (unit, messages) -> {});
            intake.register(decisions, new Decisions());
            replicas.add(this);
        }

        void receive(List<ConsumerRecord<byte[], byte[]>> batch) {
            ConsumerRecord<byte[], byte[]> one = batch.getFirst();
            String consumer = one.topic().equals(FACTS) ? facts : decisions;
            intake.receive(
                    consumer,
                    new ConsumerRecords<>(Map.of(new TopicPartition(one.topic(), one.partition()), batch), Map.of()));
        }

        void fact(String key, long position) {
            receive(List.of(WaitingMessagesTest.this.fact(key, position)));
        }

        /** Starts the thread that processes waiting messages. */
        void start() {
            waitingIntake.start(new StartupEvent());
        }
    }

    private Replica replica;

    @BeforeEach
    void createReplica() throws Exception {
        try (var connection = database.connect()) {
            Rows.of(connection, "create table if not exists effect (id bigserial, value text)")
                    .update();
            Rows.of(connection, "truncate effect, chassis.waiting_message, chassis.parked_message")
                    .update();
        }
        replica = new Replica(first, Duration.ofMinutes(10));
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Replica one : replicas) {
            one.waitingIntake.stop(new ShutdownEvent());
            one.deadLetters.stop(new ShutdownEvent());
        }
    }

    @Test
    void processesAMessageWhoseFactIsKnown() {
        replica.fact("r", 7);
        replica.receive(List.of(decision("a", 0, "a0", numbered("r", 6)), decision("b", 0, "b0", numbered("r", 7))));

        assertThat(effects()).containsExactly("a0", "b0");
        assertThat(waiting()).isZero();
    }

    @Test
    void waitsForAFactThatIsReadSecondsLater() {
        replica.fact("r", 6);
        replica.receive(List.of(decision("a", 0, "a0", numbered("r", 7)), decision("b", 0, "b0", numbered("r", 6))));
        assertThat(effects()).containsExactly("b0");
        assertThat(waiting()).isEqualTo(1);
        assertThat(replica.waitingIntake.round()).isFalse();

        replica.fact("r", 7);
        assertThat(replica.waitingIntake.round()).isTrue();
        assertThat(effects()).containsExactly("b0", "a0");
        assertThat(waiting()).isZero();
    }

    @Test
    void waitsForAKeyThatWasNeverRead() {
        replica.receive(List.of(decision("a", 0, "a0", numbered("r", 0))));
        assertThat(effects()).isEmpty();

        replica.fact("r", 3);
        replica.waitingIntake.round();
        assertThat(effects()).containsExactly("a0");
    }

    @Test
    void queuesLaterMessagesOfTheKeyBehindAWaitingOne() {
        replica.receive(
                List.of(decision("a", 0, "a0", numbered("r", 1)), decision("a", 1, "a1"), decision("b", 0, "b0")));
        replica.receive(List.of(decision("a", 2, "a2", numbered("s", 1)), decision("a", 3, "a3")));
        assertThat(effects()).containsExactly("b0");
        assertThat(waiting()).isEqualTo(4);

        replica.fact("r", 1);
        while (replica.waitingIntake.round()) {}
        assertThat(effects()).containsExactly("b0", "a0", "a1");

        replica.fact("s", 1);
        while (replica.waitingIntake.round()) {}
        assertThat(effects()).containsExactly("b0", "a0", "a1", "a2", "a3");
        replica.receive(List.of(decision("a", 4, "a4")));
        assertThat(effects()).last().isEqualTo("a4");
    }

    @Test
    void storesNoMessageWhoseFactArrivesWithinMilliseconds() {
        CompletableFuture<Void> soon = CompletableFuture.runAsync(
                () -> replica.fact("r", 1), CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
        replica.receive(List.of(decision("a", 0, "a0", numbered("r", 1))));
        soon.join();

        assertThat(effects()).containsExactly("a0");
        assertThat(replica.metrics.find("sequences.intake.waited").counter()).isNull();
    }

    @Test
    void comparesPositionsOfTheSameSenderOnly() {
        replica.fact("r", 9);
        replica.receive(List.of(decision("a", 0, "a0", FactVersion.numbered(FACTS, "r", "/another", 3))));
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void waitsForTheOffsetOfAFactWhoseSenderDoesNotNumber() {
        ConsumerRecord<byte[], byte[]> plain = message(FACTS, factOffset++, "r", "fact", new RecordHeaders());
        FactVersion version = new KafkaMessage(facts, plain).version();
        assertThat(version.version()).isEqualTo("0@" + plain.offset());

        replica.receive(List.of(decision("a", 0, "a0", version)));
        assertThat(waiting()).isEqualTo(1);
        replica.receive(List.of(plain));
        replica.waitingIntake.round();
        assertThat(effects()).containsExactly("a0");
    }

    @Test
    void ignoresFactsOfTopicsThatDoNotInform() {
        replica.receive(List.of(decision("a", 0, "a0", FactVersion.numbered("unread", "r", SENDER, 3))));
        assertThat(effects()).containsExactly("a0");
    }

    @Test
    void processesWaitingMessagesAfterARestart() throws Exception {
        replica.receive(List.of(decision("a", 0, "a0", numbered("r", 1)), decision("a", 1, "a1")));
        Replica restarted = new Replica(second, Duration.ofMinutes(10));
        restarted.start();
        restarted.fact("r", 1);

        Await.until("both are processed", () -> effects().equals(List.of("a0", "a1")));
        assertThat(waiting()).isZero();
    }

    @Test
    void noticesFactsThatAnotherReplicaReads() throws Exception {
        replica.start();
        replica.receive(List.of(decision("a", 0, "a0", numbered("r", 1))));
        new Replica(second, Duration.ofMinutes(10)).fact("r", 1);

        Await.until("it is processed", () -> effects().equals(List.of("a0")));
    }

    @Test
    void processesEachMessageOnceAndInOrderWithTwoReplicas() throws Exception {
        Replica other = new Replica(second, Duration.ofMinutes(10));
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int key = 0; key < 60; key++) {
                batch.add(decision("k" + key, round, "k" + key + "-" + round, numbered("r" + key, 1)));
            }
        }
        replica.receive(batch);
        assertThat(waiting()).isEqualTo(180);
        replica.start();
        other.start();
        IntStream.range(0, 60).forEach(key -> (key % 2 == 0 ? replica : other).fact("r" + key, 1));

        Await.until("all are processed", () -> waiting() == 0);
        for (int key = 0; key < 60; key++) {
            String prefix = "k" + key + "-";
            assertThat(effects().stream().filter(e -> e.startsWith(prefix)))
                    .containsExactly(prefix + 0, prefix + 1, prefix + 2);
        }
    }

    @Test
    void decidesWithoutTheFactAfterTheMaximumWait() throws Exception {
        Replica impatient = new Replica(second, Duration.ofMillis(1));
        impatient.receive(List.of(decision("a", 0, "a0", numbered("r", 1)), decision("a", 1, "a1")));
        impatient.start();

        Await.until("both are processed", () -> effects().size() == 2);
        assertThat(effects()).containsExactly("a0 without /facts#1", "a1");
        assertThat(impatient
                        .metrics
                        .counter("sequences.intake.decided.without", "consumer", decisions, "waiting_for", FACTS)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void reportsWaitingMessages() throws Exception {
        replica.start();
        replica.receive(List.of(decision("a", 0, "a0", numbered("r", 1)), decision("a", 1, "a1")));

        Await.until(
                "the summary shows them",
                () -> replica.waitingIntake.summary().contains(decisions + ": 1 for facts")
                        && replica.waitingIntake.summary().contains(decisions + ": 1 for an earlier message"));
        Await.until("the gauge counts the one that waits for facts", () -> {
            Gauge gauge = replica.metrics
                    .find("sequences.intake.waiting")
                    .tag("consumer", decisions)
                    .tag("waiting_for", FACTS)
                    .gauge();
            return gauge != null && gauge.value() == 1;
        });
        WaitingMessages stored = new WaitingMessages(database.dataSource(), () -> Duration.ZERO);
        assertThat(stored.list(decisions, 0, 10))
                .extracting(one -> one.key() + one.needs().size())
                .containsExactly("a1", "a0");
        assertThat(stored.list("another", 0, 10)).isEmpty();
    }

    @Test
    void parksAPoisonMessageThatHasWaitedAndThoseBehindIt() {
        poison.add("a0");
        replica.receive(List.of(decision("a", 0, "a0", numbered("r", 1)), decision("a", 1, "a1")));
        replica.fact("r", 1);
        while (replica.waitingIntake.round()) {}
        replica.receive(List.of(decision("a", 2, "a2")));

        assertThat(waiting()).isZero();
        assertThat(effects()).isEmpty();
        assertThat(replica.parked.list(decisions, 0, 10))
                .extracting(ParkedMessages.Parked::reason)
                .containsExactly("a0 is poison", MessageSelector.BEHIND_PARKED, MessageSelector.BEHIND_PARKED);
    }

    @Test
    void letsARetriedMessageWaitForItsFact() throws Exception {
        poison.add("a0");
        replica.receive(
                List.of(decision("a", 0, "a0"), decision("a", 1, "a1", numbered("r", 1)), decision("a", 2, "a2")));
        poison.clear();
        long id = replica.parked.list(decisions, 0, 10).getFirst().id();
        first.get().runAlone(unit -> {
            for (ParkedMessages.Parked message : replica.parked.queueOf(unit, id)) {
                replica.intake.reprocess(unit, message);
            }
            return true;
        });
        assertThat(effects()).containsExactly("a0");
        assertThat(waiting()).isEqualTo(2);

        replica.fact("r", 1);
        while (replica.waitingIntake.round()) {}
        assertThat(effects()).containsExactly("a0", "a1", "a2");
    }

    @Test
    void parksAMessageWithAMalformedBasis() {
        ConsumerRecord<byte[], byte[]> malformed = decision("a", 0, "a0");
        malformed.headers().add(Headers.BASIS, "no list".getBytes(StandardCharsets.UTF_8));
        replica.receive(List.of(malformed, decision("b", 0, "b0", new FactVersion(FACTS, "r", "seven"))));

        assertThat(effects()).isEmpty();
        assertThat(replica.parked.list(decisions, 0, 10))
                .extracting(ParkedMessages.Parked::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("ce_basis is not a list of facts"),
                        reason -> assertThat(reason).startsWith("the version 'seven' in ce_basis"));
    }

    private FactVersion numbered(String key, long position) {
        return FactVersion.numbered(FACTS, key, SENDER, position);
    }

    private ConsumerRecord<byte[], byte[]> fact(String key, long position) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.SOURCE, SENDER.getBytes(StandardCharsets.UTF_8));
        headers.add(Headers.SEQUENCE, Headers.sequence(position).getBytes(StandardCharsets.UTF_8));
        return message(FACTS, factOffset++, key, "fact", headers);
    }

    private ConsumerRecord<byte[], byte[]> decision(String key, long position, String value, FactVersion... basis) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.ID, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        headers.add(Headers.SOURCE, "/decisions".getBytes(StandardCharsets.UTF_8));
        headers.add(Headers.SEQUENCE, Headers.sequence(position).getBytes(StandardCharsets.UTF_8));
        if (basis.length > 0) {
            headers.add(Headers.BASIS, Json.bytes(List.of(basis)));
        }
        return message(topic, offset++, key, value, headers);
    }

    private static ConsumerRecord<byte[], byte[]> message(
            String topic, long offset, String key, String value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                1_800_000_000_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                Json.bytes(value),
                headers,
                Optional.empty());
    }

    private static List<String> effects() {
        return texts("select value from effect order by id");
    }

    private static int waiting() {
        return Integer.parseInt(texts("select count(*)::text as value from chassis.waiting_message")
                .getFirst());
    }

    private static List<String> texts(String sql) {
        try (var connection = database.connect()) {
            return Rows.of(connection, sql).list(row -> row.text("value"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
