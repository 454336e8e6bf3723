package dev.sequences.segment.intake.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.testkit.infra.Await;
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

/** Unprocessable messages of other producers are parked with a reason and copied to the dead-letter topic; later messages are processed. */
@QuarkusTest
@TestProfile(HostileMessagesTest.Impatient.class)
class HostileMessagesTest {

    /** Copies parked messages to the dead-letter topic without a pause. */
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

    @Inject
    KafkaConnection kafka;

    private final String id = UUID.randomUUID().toString();

    private void send(String key, byte[] value, String... headerNames) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer("crm")) {
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

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Await.TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("timeout").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** Sends a valid record to the same partition and waits until it is processed. */
    private void processesTheNextMessage() throws Exception {
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

    /** The error message of the parser quotes the value. */
    @Test
    void parksAControlCharacterInAValueOfAnotherType() throws Exception {
        send("lead:" + id, bytes(record("\"a\\u0001b\"")));

        processesTheNextMessage();
        assertThat(parked())
                .singleElement()
                .asString()
                .contains("RecordChanged")
                .contains("\uFFFD");
        isCopied();
        assertThat(deadLetters()).isNotEmpty();
    }

    @Test
    void parksBytesThatAreNotText() throws Exception {
        send("lead:" + id, new byte[] {'a', 0, (byte) 0xff, (byte) 0xfe, 0});

        processesTheNextMessage();
        assertThat(parked()).isNotEmpty();
    }

    @Test
    void parksAHeaderThatNoColumnCanStore() throws Exception {
        send("lead:" + id, bytes("{"), "a\u0000b");

        processesTheNextMessage();
        assertThat(parked()).isNotEmpty();
        isCopied();
    }

    @Test
    void continuesAfterAKeyWithANulCharacter() throws Exception {
        send("lead:\u0000" + id, bytes(record("true")));

        processesTheNextMessage();
    }

    /** A B-tree index entry may use at most a third of a page. */
    @Test
    void parksAKeyThatIsTooLong() throws Exception {
        byte[] noise = new byte[3_000];
        new Random(7).nextBytes(noise);
        String key = "lead:" + id + HexFormat.of().formatHex(noise);
        send(key, bytes(record("true")), Headers.SEQUENCE);
        send(key, bytes("no JSON"));

        processesTheNextMessage();
        assertThat(service.count("select count(*) from chassis.parked_message where record_key = convert_to('" + key
                        + "', 'UTF8')"))
                .isEqualTo(2);
    }

    /** The timestamp is only used for the lag, after processing. */
    @Test
    void acceptsATimestampOutsideTheRange() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer("crm")) {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(Topics.CRM_RECORDS, 0, bytes("lead:" + id), bytes(record("true")));
            message.headers().add(Headers.RECORDED_TIME, bytes("+300000000-01-01T00:00:00Z"));
            producer.send(message).get();
        }

        processesTheNextMessage();
        assertThat(parked()).isEmpty();
    }

    /** With the reason as a header the message exceeds the limit; messages that are parked later are still copied. */
    @Test
    void deadLettersAMessageThatIsTooLargeToCopy() throws Exception {
        byte[] large = bytes("{\"x\":\"" + "x".repeat(KafkaConnection.MAX_MESSAGE_BYTES - 300));
        send("lead:" + id, large);
        processesTheNextMessage();
        isCopied();
        assertThat(deadLetters()).anySatisfy(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(letter.headers().lastHeader("dead-letter-left-out").value())
                    .isEqualTo(bytes(Integer.toString(large.length)));
        });
    }

    /** Simulates a crash between parking and copying. */
    @Test
    void copiesAParkedMessageLaterAfterAFailure() throws Exception {
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
