package dev.sequences.worklist.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.Topics;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.InstallationResource;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.worklist.support.Step;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A named installation leaves the topics, groups and slots of others on the same servers alone. */
@QuarkusTest
@QuarkusTestResource(
        value = InstallationResource.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "sequences.installation", value = "staging-2"),
            @ResourceArg(name = "sequences.relay.enabled", value = "true")
        })
class InstallationTest {

    private static final String SELLER = "sally";
    private static final String PREFIX = "staging-2.";

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "test.url")
    String url;

    @ConfigProperty(name = "sequences.kafka.bootstrap-servers")
    String kafka;

    @Test
    void readsPublishesAndParksUnderItsOwnNames() throws Exception {
        long others = size(Topics.WORK_ITEMS);
        Step ofOthers = Step.of("L-0");
        send(
                "",
                ofOthers.opened("task", SELLER, Instant.parse("2026-03-04T10:00:00Z"))
                        .record());
        Step step = Step.of("L-1");
        send(
                PREFIX,
                step.opened("task", SELLER, Instant.parse("2026-03-04T10:00:00Z"))
                        .record());
        Await.until("the item is on the list", () -> get("/work-items?due=all").contains(step.item()));

        Await.until("the relay published", () -> size(PREFIX + Topics.WORK_ITEMS) >= 1);
        assertThat(size(Topics.WORK_ITEMS)).isEqualTo(others);
        assertThat(get("/work-items?due=all")).doesNotContain(ofOthers.item());

        send(PREFIX, Step.of("L-2").opened("task", SELLER, Instant.EPOCH).record("{".getBytes(StandardCharsets.UTF_8)));
        Await.until(
                "the dead letter is copied",
                () -> size(PREFIX + Topics.deadLetterOf(Topics.ENROLLMENTS, "worklist.enrollments")) == 1);

        assertThat(slots()).isEqualTo("staging_2_worklist_relay");
        Await.until(
                "the offsets of the group are on the broker", () -> committed(PREFIX + "worklist.enrollments") == 2);
    }

    private long committed(String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(PREFIX + Topics.ENROLLMENTS))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        }
    }

    private String slots() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select string_agg(slot_name, ' ') from pg_replication_slots where database = current_database()")) {
            result.next();
            return result.getString(1);
        }
    }

    private void send(String prefix, ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            prefix + record.topic(), null, record.key(), record.value(), record.headers()))
                    .get();
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

    private String get(String path) throws Exception {
        return exchange("GET", path, null).body();
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
