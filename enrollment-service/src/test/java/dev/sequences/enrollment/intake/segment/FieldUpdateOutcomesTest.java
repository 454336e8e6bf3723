package dev.sequences.enrollment.intake.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.chassis.security.Roles;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.fieldupdate.FieldUpdateAppliedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateDelegatedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateRefusedV1;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.testkit.infra.TopicRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests leave on {@code sequences.enrollments}, outcomes arrive on {@code sequences.segments}, through the real topics. */
@QuarkusTest
@TestProfile(FieldUpdateOutcomesTest.WithRelay.class)
class FieldUpdateOutcomesTest {

    /** Starts a separate application, because the other tests disable the relay. */
    public static final class WithRelay implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ServiceResource.class));
        }
    }

    private static final String MARIA = TestTokens.token("maria", Roles.SALES_MANAGER);

    @Inject
    KafkaConnection kafka;

    @Inject
    ServiceUnderTest service;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = UUID.randomUUID().toString();
    private String enrollment = "";
    private String step = "";

    @BeforeEach
    void requested() {
        service.activate(
                sequence,
                "set",
                "",
                "{\"key\": \"set\", \"type\": \"update-field\", \"next\": \"if\", \"updateField\":"
                        + " {\"field\": \"hot\", \"value\": true}}",
                "{\"key\": \"if\", \"type\": \"field-condition\", \"yes\": \"yes\", \"no\": \"no\","
                        + " \"fieldCondition\": {\"when\": {\"field\": \"hot\", \"op\": \"equals\", \"value\": true},"
                        + " \"onMissing\": \"take-no\"}}",
                "{\"key\": \"yes\", \"type\": \"task\", \"name\": \"Yes\"}",
                "{\"key\": \"no\", \"type\": \"task\", \"name\": \"No\"}");
        service.record("lead", lead, 0, Map.of());
        enrollment = service.enrolled(MARIA, sequence, lead);
        assertThat(current()).isEqualTo("connected set waiting");
        step = service.get(MARIA, "/enrollments/" + enrollment)
                .body()
                .path("currentStep")
                .path("id")
                .asText();
    }

    private String current() {
        var body = service.get(MARIA, "/enrollments/" + enrollment).body();
        var currentStep = body.path("currentStep");
        return body.path("status").asText() + " " + currentStep.path("key").asText() + " "
                + currentStep.path("status").asText();
    }

    private void becomes(String expected) {
        await().atMost(Await.TIMEOUT).until(this::current, expected::equals);
    }

    private void send(int position, ContractEvent outcome) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer("segment")) {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(Topics.SEGMENTS, bytes(step), Json.bytes(outcome));
            message.headers()
                    .add(Headers.ID, bytes(UUID.randomUUID().toString()))
                    .add(Headers.SOURCE, bytes("/sequences/segment"))
                    .add(Headers.TYPE, bytes(EventTypes.nameOf(outcome.getClass())))
                    .add(Headers.SEQUENCE, bytes(Headers.sequence(position)));
            producer.send(message).get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long requests() {
        return TopicRecords.ofKey(Topics.ENROLLMENTS, enrollment).stream()
                .map(record ->
                        new String(record.headers().lastHeader(Headers.TYPE).value(), StandardCharsets.UTF_8))
                .filter("sequences.enrollment.field-update-requested.v1"::equals)
                .count();
    }

    @Test
    void continuesAfterTheUpdateIsAppliedWithTheNewValue() throws Exception {
        await().atMost(Await.TIMEOUT).until(() -> requests() == 1);
        send(0, new FieldUpdateAppliedV1(enrollment, step, "set", "lead", lead, "hot", 7));
        becomes("connected yes open");
        assertThat(service.events(enrollment))
                .containsExactly(
                        "record-enrolled",
                        "field-update-requested",
                        "answer-awaited",
                        "field-update-concluded",
                        "condition-evaluated",
                        "step-opened");
        assertThat(service.rows("select id from chassis.timer where owner = ?", enrollment))
                .isEmpty();
    }

    @Test
    void continuesWhenAnotherSystemAppliesTheUpdate() throws Exception {
        send(0, new FieldUpdateDelegatedV1(enrollment, step, "set", "lead", lead, "hot"));
        becomes("connected yes open");
    }

    @Test
    void showsARefusedUpdateAsAFailedStepThatCanBeRetried() throws Exception {
        send(
                0,
                new FieldUpdateRefusedV1(
                        enrollment, step, "set", "lead", lead, "hot", "value-wrong-type", "true is not a number."));
        becomes("error set failed");
        var error = service.get(MARIA, "/enrollments/" + enrollment).body().path("error");
        assertThat(error.path("code").asText()).isEqualTo("value-wrong-type");
        assertThat(error.path("reason").asText()).isEqualTo("true is not a number.");

        // A change of the record alone requests nothing.
        service.record("lead", lead, 1, Map.of("city", "Pune"));
        assertThat(current()).isEqualTo("error set failed");

        assertThat(service.post(MARIA, "/enrollments/" + enrollment + "/retry", null)
                        .status())
                .isEqualTo(200);
        assertThat(current()).isEqualTo("connected set waiting");
        await().atMost(Await.TIMEOUT).until(() -> requests() == 2);
        send(1, new FieldUpdateAppliedV1(enrollment, step, "set", "lead", lead, "hot", 8));
        becomes("connected yes open");
    }

    @Test
    void continuesAfterTheTimeLimit() {
        service.update("update chassis.suite_clock set shift = shift + interval '61 minutes'");
        becomes("connected yes open");
    }
}
