package dev.sequences.segment.intake.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.contracts.Topics;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.segment.WithRelay;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A value that was accepted has every digit and character wherever it is read; any other is refused. */
@QuarkusTest
@TestProfile(WithRelay.class)
class RecordExactnessTest {

    private static final List<String> EXACT = List.of(
            "1234567890123456.789",
            "9007199254740993",
            "0.1000000000000000055511151231257827",
            "-0.30000000000000004",
            "7".repeat(400),
            "\"1234567890123456.789\"",
            "\"Ren\u00e9\"",
            "\"Rene\u0301\"",
            "\"\uD83D\uDE00\"");

    private static final Map<String, String> REFUSED = Map.of(
            "1e400",
            "number-out-of-range",
            "-1e400",
            "number-out-of-range",
            "1e-402",
            "number-out-of-range",
            "8".repeat(401),
            "number-out-of-range",
            "8".repeat(5_000),
            "number-out-of-range",
            "\"a\\u0000\"",
            "character-not-allowed",
            "\"\\ud83d\"",
            "character-not-allowed");

    @Inject
    KafkaConnection kafka;

    @Inject
    ServiceUnderTest service;

    private final String id = UUID.randomUUID().toString();

    private static String record(String recordId, String value) {
        return "{\"recordType\":\"lead\",\"recordId\":\"" + recordId
                + "\",\"ownerType\":\"user\",\"ownerId\":\"a\",\"active\":true,\"fields\":{\"x\":" + value + "}}";
    }

    private void crmSends(String recordId, String json) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer("crm")) {
            producer.send(new ProducerRecord<>(Topics.CRM_RECORDS, 0, bytes("lead:" + recordId), bytes(json)))
                    .get();
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

    private JsonNode read(String recordId) {
        return service.send("GET", "/records/lead/" + recordId, null)
                .json()
                .path("fields")
                .path("x");
    }

    @Test
    void keepsEveryDigitAndCharacterOfARequest() throws Exception {
        for (int i = 0; i < EXACT.size(); i++) {
            String one = id + "-" + i;
            JsonNode value = Json.MAPPER.readTree(EXACT.get(i));
            Reply put = service.sendText("PUT", "/records/lead/" + one, "{\"fields\": {\"x\":" + EXACT.get(i) + "}}");
            assertThat(put.status()).as(EXACT.get(i)).isEqualTo(201);
            assertThat(put.json().path("fields").path("x")).isEqualTo(value);
            assertThat(read(one)).isEqualTo(value);
            eventually(
                    () -> !TopicRecords.ofKey(Topics.CRM_RECORDS, "lead:" + one).isEmpty());
            byte[] published = TopicRecords.ofKey(Topics.CRM_RECORDS, "lead:" + one)
                    .getFirst()
                    .value();
            assertThat(Json.MAPPER.readTree(published).path("fields").path("x")).isEqualTo(value);
        }
    }

    @Test
    void keepsEveryDigitAndCharacterOfAnotherProducer() throws Exception {
        for (int i = 0; i < EXACT.size(); i++) {
            String one = id + "-" + i;
            crmSends(one, record(one, EXACT.get(i)));
            eventually(() -> service.send("GET", "/records/lead/" + one, null).status() == 200);
            assertThat(read(one)).isEqualTo(Json.MAPPER.readTree(EXACT.get(i)));
        }
    }

    @Test
    void refusesOtherValuesOfARequest() {
        REFUSED.forEach((value, code) -> {
            Reply put = service.sendText("PUT", "/records/lead/" + id, "{\"fields\": {\"x\": " + value + "}}");
            assertThat(put.status() + " " + put.code()).as(value).isEqualTo("422 " + code);
            assertThat(put.json().path("errors").get(0).path("path").asText()).isEqualTo("fields.x");
            assertThat(put.json().path("errors").get(0).path("remedy").asText()).isNotBlank();
        });
        Reply name = service.sendText("PUT", "/records/lead/" + id, "{\"fields\": {\"x\\ud83d\": 1}}");
        assertThat(name.code()).isEqualTo("character-not-allowed");
        assertThat(service.send("GET", "/records/lead/" + id, null).status()).isEqualTo(404);
    }

    @Test
    void parksOtherValuesOfAnotherProducerAndContinues() throws Exception {
        int i = 0;
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            String one = id + "-" + i++;
            crmSends(one, record(one, refused.getKey()));
            String next = UUID.randomUUID().toString();
            crmSends(next, record(next, "1"));
            eventually(() -> service.send("GET", "/records/lead/" + next, null).status() == 200);
            assertThat(service.send("GET", "/records/lead/" + one, null).status())
                    .isEqualTo(404);
            assertThat(service.rows("select reason from chassis.parked_message where consumer = 'segment.records'"
                            + " and record_key = convert_to('lead:" + one + "', 'UTF8')"))
                    .singleElement()
                    .asString()
                    .startsWith(refused.getValue());
        }
    }
}
