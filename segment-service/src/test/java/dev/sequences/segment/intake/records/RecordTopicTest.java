package dev.sequences.segment.intake.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.WithRelay;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The HTTP API and another producer write the same records, with a real broker and a running relay. */
@QuarkusTest
@TestProfile(WithRelay.class)
class RecordTopicTest {

    @Inject
    ServiceUnderTest service;

    /** Sends a message of the CRM; null is a tombstone. */
    private static void crmSends(String id, RecordChangedV1 record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                    Topics.CRM_RECORDS, bytes("lead:" + id), record == null ? null : Json.bytes(record));
            message.headers().add(Headers.SOURCE, bytes("/crm"));
            producer.send(message).get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void put(String id, String city) {
        assertThat(service.send("PUT", "/records/lead/" + id, Map.of("active", true, "fields", Map.of("city", city)))
                        .status())
                .isIn(200, 201);
    }

    /** The messages about this record on the topic. */
    private static List<ConsumerRecord<byte[], byte[]>> onTheTopic(String id) {
        return TopicRecords.ofKey(Topics.CRM_RECORDS, "lead:" + id);
    }

    private static long version(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(
                new String(record.headers().lastHeader(Headers.SEQUENCE).value(), StandardCharsets.UTF_8));
    }

    /** A repeated tombstone must not hide the record that followed it. */
    @Test
    void ordersTombstonesAmongStates() throws Exception {
        String id = UUID.randomUUID().toString();
        put(id, "Mumbai");
        assertThat(service.send("DELETE", "/records/lead/" + id, null).status()).isEqualTo(204);
        assertThat(service.send("GET", "/records/lead/" + id, null).status()).isEqualTo(404);
        assertThat(service.send("DELETE", "/records/lead/" + id, null).status()).isEqualTo(404);
        put(id, "Pune");

        eventually(() -> onTheTopic(id).size() == 3);
        List<ConsumerRecord<byte[], byte[]>> records = onTheTopic(id);
        assertThat(records.get(1).value()).isNull();
        assertThat(records.stream().map(RecordTopicTest::version)).isSorted().doesNotHaveDuplicates();
        assertThat(records.get(1).headers().lastHeader(Headers.ACTOR).value()).isNotEmpty();
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Await.TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("timeout").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private int status(String id) {
        return service.send("GET", "/records/lead/" + id, null).status();
    }

    /** Waits until all messages about the record are processed, by sending a marker after them and waiting for it. */
    private void settled(String id) throws Exception {
        // The own messages must be published before the marker, on the same partition, that is with the same key.
        String marker = UUID.randomUUID().toString();
        eventually(() -> ourMessagesTaken(id));
        crmSends(id, new RecordChangedV1("lead", id, marker, "user", "crm", true, null, Map.of()));
        eventually(() -> service.rows("select name from record where record_id = '" + id + "'")
                .contains(marker));
    }

    private boolean ourMessagesTaken(String id) {
        return !service.rows("select 1 from chassis.consumer_position p, record r where p.consumer = 'segment.records'"
                        + " and p.subject = 'crm.records:/sequences/segment:lead:" + id + "' and r.record_id = '" + id
                        + "' and p.sequence >= r.version")
                .isEmpty();
    }

    @Test
    void deletesARecordWrittenOverHttpOnTheTombstoneOfTheCrm() throws Exception {
        String id = UUID.randomUUID().toString();
        put(id, "Mumbai");
        eventually(() -> ourMessagesTaken(id));
        assertThat(status(id)).isEqualTo(200);

        crmSends(id, null);

        eventually(() -> status(id) == 404);
        put(id, "Pune");
        assertThat(status(id)).isEqualTo(200);
    }

    @Test
    void ignoresAnOwnTombstoneThatReturns() throws Exception {
        String id = UUID.randomUUID().toString();
        put(id, "Mumbai");
        eventually(() -> ourMessagesTaken(id));
        assertThat(service.send("DELETE", "/records/lead/" + id, null).status()).isEqualTo(204);
        put(id, "Pune");

        // The own message with the new value follows the own tombstone.
        eventually(() -> ourMessagesTaken(id));
        assertThat(service.send("GET", "/records/lead/" + id, null)
                        .json()
                        .path("fields")
                        .path("city")
                        .asText())
                .isEqualTo("Pune");
        settled(id);
        assertThat(status(id)).isEqualTo(200);
    }
}
