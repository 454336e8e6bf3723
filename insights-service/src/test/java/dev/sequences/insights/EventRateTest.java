package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures the events per second from the topic to the views: {@code mvn test -Dtestkit.bench=true -Dtest=EventRateTest}. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
@EnabledIfSystemProperty(named = "testkit.bench", matches = "true")
class EventRateTest {

    private static final int ENROLLMENTS_PER_ROUND = 20_000;

    @Inject
    InsightsUnderTest insights;

    @Test
    void measuresEventsPerSecondFromTopicToViews() throws Exception {
        insights.empty();
        long before = 0;
        for (int round = 1; round <= 4; round++) {
            Histories histories = Histories.of("rate-" + round + "-" + System.nanoTime(), round, ENROLLMENTS_PER_ROUND);
            List<Delivery> events = histories.mixed();
            long begin = System.nanoTime();
            send(events);
            long sent = System.nanoTime();
            long wanted = before + events.size();
            while (count() < wanted) {
                Thread.sleep(20);
            }
            long end = System.nanoTime();
            before = wanted;
            System.out.printf(
                    "round %d: %,d events, sent within %.1f s, in the views within %.1f s: %,.0f events/s%n",
                    round,
                    events.size(),
                    (sent - begin) / 1e9,
                    (end - begin) / 1e9,
                    events.size() * 1e9 / (end - begin));
        }
        assertThat(insights.rows(
                        "select * from step_funnel where entered <> in_progress + completed + skipped + cancelled"))
                .isEmpty();
    }

    private long count() throws Exception {
        return Long.parseLong(
                insights.rows("select count(*) from event_archive").getFirst());
    }

    private static void send(List<Delivery> events) {
        try (var producer = new KafkaProducer<byte[], byte[]>(
                Map.of("bootstrap.servers", Infrastructure.kafka(), "linger.ms", "5", "batch.size", "262144"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Delivery event : events) {
                var record = new ProducerRecord<>(
                        event.topic(), event.key().getBytes(StandardCharsets.UTF_8), Json.bytes(event.fact()));
                Map.of(
                                Headers.ID, event.id(),
                                Headers.TYPE, EventTypes.of(event.fact()).name(),
                                Headers.TIME, event.time().toString(),
                                Headers.SEQUENCE, Headers.sequence(event.position()))
                        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(record);
            }
        }
    }
}
