package dev.sequences.segment.intake.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.relay.ProducerSettings;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.Patience;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Whatever stands on a topic of others: it is parked with its reason and copied, and what comes behind it is taken. */
@QuarkusTest
@TestProfile(HostileMessagesTest.Impatient.class)
class HostileMessagesTest {

    /** Looks for what was not copied all the time. */
    public static final class Impatient implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ServiceResource.class, Map.of("sequences.relay.enabled", "false")));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sequences.dead-letters.retry-interval", "PT1S");
        }
    }

    private static final String CONSUMER = "segment.records";
    private static final String DEAD_LETTERS = Topics.deadLetterOf(Topics.CRM_RECORDS, CONSUMER);

    @Inject
    ServiceUnderTest service;

    private final String id = UUID.randomUUID().toString();

    private static void send(String key, byte[] value, String... headerNames) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = ProducerSettings.producer(Infrastructure.kafka(), "crm")) {
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(Topics.CRM_RECORDS, 0, bytes(key), value);
            for (String name : headerNames) {
                message.headers().add(name, bytes("x"));
            }
            producer.send(message).get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void eventually(BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + Patience.LONG.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** Sends a good record behind what is on the partition and waits until it has been taken. */
    private void theNextIsTaken() throws Exception {
        String next = UUID.randomUUID().toString();
        send(
                "lead:" + next,
                Json.bytes(new RecordChangedV1("lead", next, "Next", "user", "crm", true, null, Map.of())));
        eventually(() -> service.send("GET", "/records/lead/" + next, null).status() == 200);
    }

    private List<String> parked() {
        return service.rows("select reason from chassis.parked_message where consumer = '" + CONSUMER
                + "' and record_key = convert_to('lead:" + id + "', 'UTF8')");
    }

    private void isCopied() throws InterruptedException {
        eventually(() -> service.count("select count(*) from chassis.parked_message where not dead_lettered"
                        + " and record_key = convert_to('lead:" + id + "', 'UTF8')")
                == 0);
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return TopicRecords.ofKey(DEAD_LETTERS, "lead:" + id);
    }

    private String record(String active) {
        return "{\"recordType\":\"lead\",\"recordId\":\"" + id
                + "\",\"ownerType\":\"user\",\"ownerId\":\"a\",\"active\":" + active + "}";
    }

    /** The parser quotes the value as it is, and no column takes a zero. */
    @Test
    void aZeroInAValueOfAnotherType() throws Exception {
        send("lead:" + id, bytes(record("\"a\\u0000b\"")));

        theNextIsTaken();
        assertThat(parked())
                .singleElement()
                .asString()
                .contains("RecordChanged")
                .contains("\uFFFD");
        isCopied();
        assertThat(deadLetters()).isNotEmpty();
    }

    @Test
    void bytesThatAreNoText() throws Exception {
        send("lead:" + id, new byte[] {'a', 0, (byte) 0xff, (byte) 0xfe, 0});

        theNextIsTaken();
        assertThat(parked()).isNotEmpty();
    }

    @Test
    void aHeaderThatNoColumnTakes() throws Exception {
        send("lead:" + id, bytes("{"), "a\u0000b");

        theNextIsTaken();
        assertThat(parked()).isNotEmpty();
        isCopied();
    }

    @Test
    void aKeyWithAZero() throws Exception {
        send("lead:\u0000" + id, bytes(record("true")));

        theNextIsTaken();
    }

    /** An entry of most indexes has at most a third of a page. */
    @Test
    void aKeyOfAnyLength() throws Exception {
        byte[] noise = new byte[3_000];
        new Random(7).nextBytes(noise);
        String key = "lead:" + id + HexFormat.of().formatHex(noise);
        send(key, bytes(record("true")), Headers.SEQUENCE);
        send(key, bytes("no JSON"));

        theNextIsTaken();
        assertThat(service.count("select count(*) from chassis.parked_message where record_key = convert_to('" + key
                        + "', 'UTF8')"))
                .isEqualTo(2);
    }

    /** It is read for the lag alone, after all has been taken. */
    @Test
    void aTimeThatIsFarAway() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = ProducerSettings.producer(Infrastructure.kafka(), "crm")) {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(Topics.CRM_RECORDS, 0, bytes("lead:" + id), bytes(record("true")));
            message.headers().add(Headers.RECORDED_TIME, bytes("+300000000-01-01T00:00:00Z"));
            producer.send(message).get();
        }

        theNextIsTaken();
        assertThat(parked()).isEmpty();
    }

    /** With the reason beside it there is no room for the value; what is parked later is copied all the same. */
    @Test
    void aMessageThatIsTooLargeToBeCopied() throws Exception {
        byte[] large = bytes("{\"x\":\"" + "x".repeat(ProducerSettings.MAX_MESSAGE_BYTES - 300));
        send("lead:" + id, large);
        theNextIsTaken();
        isCopied();
        assertThat(deadLetters()).anySatisfy(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(letter.headers().lastHeader("dead-letter-left-out").value())
                    .isEqualTo(bytes(Integer.toString(large.length)));
        });
    }

    /** As after a crash between the parking and the copy. */
    @Test
    void whatWasNotCopiedIsCopiedLater() throws Exception {
        send("lead:" + id, bytes("no JSON"));
        eventually(() -> !parked().isEmpty());
        isCopied();
        int before = deadLetters().size();
        service.update("update chassis.parked_message set dead_lettered = false where record_key = convert_to('lead:"
                + id + "', 'UTF8')");

        isCopied();
        assertThat(deadLetters()).hasSizeGreaterThan(before);
    }
}
