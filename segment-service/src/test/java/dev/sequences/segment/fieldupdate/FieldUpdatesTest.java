package dev.sequences.segment.fieldupdate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.chassis.security.Roles;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.enrollment.FieldUpdateRequestedV1;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.WithRelay;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Requests arrive on {@code sequences.enrollments}, outcomes leave on {@code sequences.segments}, through the real topics. */
@QuarkusTest
@TestProfile(WithRelay.class)
class FieldUpdatesTest {

    @Inject
    KafkaConnection kafka;

    @Inject
    ServiceUnderTest service;

    private final String lead = UUID.randomUUID().toString();
    private final String step = UUID.randomUUID().toString();
    private final String enrollment = UUID.randomUUID().toString();

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

    private void put(Map<String, Object> fields) {
        assertThat(service.send(
                                "PUT",
                                "/records/lead/" + lead,
                                Map.of("name", "Lead", "ownerId", "anna", "fields", fields))
                        .status())
                .isIn(200, 201);
    }

    /** Sends a request; a message with the same position is a repeat. */
    private void request(String eventId, int position, String field, Object value, String ownerType, String ownerId)
            throws Exception {
        request(eventId, position, field, value, ownerType, ownerId, Instant.now());
    }

    private void request(
            String eventId, int position, String field, Object value, String ownerType, String ownerId, Instant at)
            throws Exception {
        FieldUpdateRequestedV1 event = new FieldUpdateRequestedV1(
                enrollment, "s1", 1, "lead", lead, step, "warm", field, value, ownerType, ownerId, at);
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer("enrollment")) {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(Topics.ENROLLMENTS, bytes(enrollment), Json.bytes(event));
            message.headers()
                    .add(Headers.ID, bytes(eventId))
                    .add(Headers.SOURCE, bytes("/sequences/enrollment"))
                    .add(Headers.TYPE, bytes(EventTypes.nameOf(FieldUpdateRequestedV1.class)))
                    .add(Headers.SEQUENCE, bytes(Headers.sequence(position)));
            producer.send(message).get();
        }
    }

    /** Type and data of the outcomes of the step on the topic. */
    private List<String> outcomes() {
        return TopicRecords.ofKey(Topics.SEGMENTS, step).stream()
                .map(record ->
                        new String(record.headers().lastHeader(Headers.TYPE).value(), StandardCharsets.UTF_8))
                .map(type -> type.replace("sequences.field-update.field-update-", ""))
                .toList();
    }

    private JsonNode lastOutcome() throws Exception {
        ConsumerRecord<byte[], byte[]> last =
                TopicRecords.ofKey(Topics.SEGMENTS, step).getLast();
        return Json.MAPPER.readTree(last.value());
    }

    private void outcomesAre(String... expected) throws Exception {
        eventually(() -> outcomes().size() >= expected.length);
        assertThat(outcomes()).containsExactly(expected);
    }

    private JsonNode record() {
        return service.send("GET", "/records/lead/" + lead, null).json();
    }

    @Test
    void appliesAnUpdateOnceAndPublishesRecordAndOutcome() throws Exception {
        put(Map.of("city", "Mumbai"));
        request("r1", 3, "rating", "hot", null, null);
        outcomesAre("applied.v1");
        assertThat(record().path("fields").path("rating").asText()).isEqualTo("hot");
        assertThat(record().path("fields").path("city").asText()).isEqualTo("Mumbai");
        long version = record().path("version").asLong();
        assertThat(lastOutcome().path("recordVersion").asLong()).isEqualTo(version);
        assertThat(lastOutcome().path("enrollmentId").asText()).isEqualTo(enrollment);
        eventually(() -> TopicRecords.ofKey(Topics.CRM_RECORDS, "lead:" + lead).size() == 2);

        // A user changes the field; the repeated request must not restore it.
        put(Map.of("rating", "cold"));
        request("r1", 3, "rating", "hot", null, null);
        // As if the position had been lost.
        service.update("delete from chassis.consumer_position where consumer = 'segment.enrollments'");
        request("r1", 3, "rating", "hot", null, null);
        request("r2", 4, "rating", "hot", null, null);
        outcomesAre("applied.v1", "applied.v1");
        assertThat(record().path("fields").path("rating").asText())
                .as("a step sets a field once")
                .isEqualTo("cold");
        assertThat(lastOutcome().path("recordVersion").asLong()).isEqualTo(version);
    }

    @Test
    void setsTheOwnerAndTheName() throws Exception {
        put(Map.of());
        request("r1", 1, "owner", null, "team", "closers");
        outcomesAre("applied.v1");
        assertThat(record().path("ownerType").asText()).isEqualTo("team");
        assertThat(record().path("ownerId").asText()).isEqualTo("closers");
        assertThat(record().path("name").asText()).isEqualTo("Lead");
    }

    @Test
    void refusesAndAppliesAfterARetry() throws Exception {
        request("r1", 1, "rating", "hot", null, null);
        outcomesAre("refused.v1");
        assertThat(lastOutcome().path("code").asText()).isEqualTo("record-unknown");

        put(Map.of());
        request("r2", 2, "rating", "hot", null, null);
        outcomesAre("refused.v1", "applied.v1");
        assertThat(record().path("fields").path("rating").asText()).isEqualTo("hot");
    }

    @Test
    void refusesAValueThatDoesNotConformToTheDeclaredType() throws Exception {
        put(Map.of());
        String field = "score-" + step;
        assertThat(service.as(
                                "root",
                                Roles.SYSTEM_ADMINISTRATOR,
                                "PUT",
                                "/record-types/lead",
                                Map.of("fields", List.of(Map.of("name", field, "type", "number"))))
                        .status())
                .isEqualTo(200);
        request("r1", 1, field, "many", null, null);
        outcomesAre("refused.v1");
        assertThat(lastOutcome().path("code").asText()).isEqualTo("value-wrong-type");
        assertThat(lastOutcome().path("reason").asText()).contains("'many'").contains("number");
        assertThat(record().path("fields").has(field)).isFalse();
    }

    /** The CRM wrote the record last, so it applies the update. */
    @Test
    void delegatesTheUpdateOfARecordOfAnotherProducer() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer("crm")) {
            producer.send(new ProducerRecord<>(
                            Topics.CRM_RECORDS,
                            bytes("lead:" + lead),
                            Json.bytes(new RecordChangedV1(
                                    "lead", lead, "Crm", "user", "anna", true, null, Map.of("city", "Pune")))))
                    .get();
        }
        eventually(() -> service.send("GET", "/records/lead/" + lead, null).status() == 200);
        request("r1", 1, "rating", "hot", null, null);
        outcomesAre("delegated.v1");
        assertThat(record().path("fields").has("rating")).isFalse();
    }

    /** History from before the installation of this feature. */
    @Test
    void ignoresAnOldRequest() throws Exception {
        put(Map.of());
        request("r0", 1, "rating", "hot", null, null, Instant.parse("2020-01-01T00:00:00Z"));
        request("r1", 2, "owner", null, "user", "tomas");
        outcomesAre("applied.v1");
        assertThat(record().path("fields").has("rating")).isFalse();
        assertThat(record().path("ownerId").asText()).isEqualTo("tomas");
    }
}
