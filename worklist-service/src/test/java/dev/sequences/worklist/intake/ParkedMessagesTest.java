package dev.sequences.worklist.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.worklist.support.Step;
import dev.sequences.worklist.support.TestMessage;
import dev.sequences.worklist.support.WorklistUnderTest;
import dev.sequences.worklist.support.WorklistUnderTest.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An unreadable opening and the ending parked after it are processed in order, whichever the operator retries first. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ParkedMessagesTest {

    private static final String OPERATOR = TestTokens.token("olga", "system-administrator");

    @Inject
    WorklistUnderTest worklist;

    private final Step step = Step.of(UUID.randomUUID().toString());
    private final TestMessage opened = step.opened("task", "wire", Instant.now().minusSeconds(60));

    @BeforeEach
    void parkOpeningAndEnding() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(opened.record("{".getBytes(StandardCharsets.UTF_8)));
            producer.send(step.cancelled().record()).get();
        }
        Await.until("both are parked", () -> "2".equals(count()));
    }

    private String count() {
        return worklist.sql(
                "select count(*) from chassis.parked_message where convert_from(record_key, 'UTF8') = ?",
                step.enrollment());
    }

    private String id(String order) {
        return worklist.sql(
                "select id from chassis.parked_message where convert_from(record_key, 'UTF8') = ? order by"
                        + " record_offset "
                        + order + " limit 1",
                step.enrollment());
    }

    private Reply operator(String id, String action) {
        return worklist.post(OPERATOR, "/parked-messages/" + id + "/" + action, null);
    }

    @Test
    void processesAnOpeningBeforeItsEnding() {
        Reply refused = operator(id("desc"), "retry");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().toString()).contains("still-unreadable", "Parked message " + id("asc"));
        assertThat(count()).isEqualTo("2");

        // Repairs the stored message, as an operator would.
        worklist.sql(
                "update chassis.parked_message set value = convert_to(?, 'UTF8') where id = ?::bigint returning 1",
                Json.text(opened.body()),
                id("asc"));
        Reply taken = operator(id("desc"), "retry");
        assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);
        assertThat(taken.body().path("taken").asInt()).isEqualTo(2);
        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened work-item.withdrawn");
        assertThat(count()).isEqualTo("0");
    }

    @Test
    void continuesAfterADiscardedMessage() {
        assertThat(operator(id("asc"), "discard").status()).isEqualTo(204);
        assertThat(operator(id("asc"), "retry").status()).isEqualTo(200);
        assertThat(worklist.eventsOf(step.item())).isNull();
        assertThat(count()).isEqualTo("0");
        assertThat(operator("1", "retry").status()).isEqualTo(404);
    }
}
