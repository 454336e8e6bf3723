package dev.sequences.worklist.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.Topics;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.SecuredResource;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.worklist.support.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A service works when broker and database refuse clear text: consumers, relay, dead letters, lag and every database connection. */
@QuarkusTest
@QuarkusTestResource(
        value = SecuredResource.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "true"))
class SecuredServersTest {

    private static final String SELLER = "sally";

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "test.url")
    String url;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    /** Not injected: injected keys must exist in the other tests as well. */
    private final String kafka = ConfigProvider.getConfig().getValue("test.kafka.internal", String.class);

    @Test
    void consumesPublishesAndParks() throws Exception {
        Step step = Step.of("L-1");
        send(step.opened("task", SELLER, Instant.parse("2026-03-04T10:00:00Z")).record());
        Await.until("the item is on the list", () -> get("/work-items?due=all").contains(step.item()));

        assertThat(call("POST", "/work-items/" + step.item() + "/complete", "{}"))
                .isBetween(200, 204);
        Await.until("the relay published opening and completion", () -> size(Topics.WORK_ITEMS) >= 2);

        send(Step.of("L-2").opened("task", SELLER, Instant.EPOCH).record("{".getBytes(StandardCharsets.UTF_8)));
        Await.until(
                "the dead letter is copied",
                () -> size(Topics.deadLetterOf(Topics.ENROLLMENTS, "worklist.enrollments")) == 1);
        Await.until("the service is ready", this::isReady);
        assertThat(connectionsWithoutTls()).isEmpty();
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private long size(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            AtomicLong sum = new AtomicLong();
            consumer.endOffsets(partitions).values().forEach(sum::addAndGet);
            return sum.get();
        }
    }

    private List<String> connectionsWithoutTls() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select array_agg(a.application_name) filter (where not s.ssl),"
                                + " count(*) filter (where s.ssl) from pg_stat_activity a join pg_stat_ssl s using (pid)"
                                + " where a.datname = current_database() and a.client_port is not null")) {
            result.next();
            // The pool, the lease of the relay, and the two connections of its engine.
            assertThat(result.getLong(2)).isGreaterThanOrEqualTo(4);
            return result.getArray(1) == null
                    ? List.of()
                    : List.of((String[]) result.getArray(1).getArray());
        }
    }

    private boolean isReady() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI readiness = management.resolve("/q/health/group/flow");
            return client.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        }
    }

    private String get(String path) throws Exception {
        return exchange("GET", path, null).body();
    }

    private int call(String method, String path, String body) throws Exception {
        return exchange(method, path, body).statusCode();
    }

    private HttpResponse<String> exchange(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + TestTokens.token(SELLER, "salesperson"))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
