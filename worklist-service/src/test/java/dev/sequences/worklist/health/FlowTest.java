package dev.sequences.worklist.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.contracts.Topics;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.OutageResource;
import dev.sequences.testkit.infra.Outages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The health group {@code flow} goes down for each cause, reports the cause, and recovers without a restart; readiness means that requests are served. */
@QuarkusTest
@QuarkusTestResource(
        value = OutageResource.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "sequences.health.grace-period", value = "PT4S"),
            @ResourceArg(name = "sequences.relay.enabled", value = "true")
        })
class FlowTest {

    private static final String CONSUMER = "worklist.definitions";
    private static final int PARTITIONS = 4;

    @Inject
    KafkaClientService clients;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ConfigProperty(name = "sequences.kafka.bootstrap-servers")
    String kafka;

    @ConfigProperty(name = "sequences.database.url")
    String database;

    @BeforeEach
    void flows() throws Exception {
        awaitUp();
    }

    @Test
    void goesDownWhileTheBrokerIsUnreachable() throws Exception {
        Outages.pauseBroker();
        try {
            awaitDown("broker");
            assertThat(status("/q/health/ready")).isEqualTo(200);
            assertThat(status("/q/health/live")).isEqualTo(200);
            assertThat(status("/q/health/started")).isEqualTo(200);
            assertThat(status("/q/health/group/flow")).isEqualTo(503);
        } finally {
            Outages.resumeBroker();
        }
        awaitUp();
    }

    @Test
    void goesDownWhileTheDatabaseIsUnreachable() throws Exception {
        Outages.disconnectDatabase();
        try {
            awaitDown("relay");
            Await.until("readiness is down", () -> status("/q/health/ready") == 503);
            Await.until("the relay reports its error", () -> !"none"
                    .equals(check("relay").path("data").path("lastError").asText()));
        } finally {
            Outages.reconnectDatabase();
        }
        awaitUp();
    }

    @Test
    void goesDownWhileNoReplicaPublishes() throws Exception {
        try (Connection other = DriverManager.getConnection(database, "worklist", "worklist")) {
            acquireLease(other);
            Await.until("flow is down on standby", () -> {
                JsonNode relay = check("relay");
                return "DOWN".equals(relay.path("status").asText())
                        && "standby".equals(relay.path("data").path("state").asText());
            });
        }
        awaitUp();
    }

    @Test
    void goesDownWhileAChannelDoesNotProcessItsMessages() throws Exception {
        KafkaConsumer<byte[], byte[]> channel = clients.getConsumer("definitions");
        channel.pause().await().atMost(Duration.ofSeconds(10));
        try {
            send();
            awaitDown("intake");
            assertThat(check("intake").path("data").path("idle").asText()).isEqualTo(CONSUMER);
            double lag = lagSeconds();
            Await.until("the lag grows", () -> lagSeconds() > lag + 1);
        } finally {
            channel.resume().await().atMost(Duration.ofSeconds(10));
        }
        awaitUp();
    }

    @Test
    void copiesOffsetsToTheBrokerAndCountsTheBacklogPerPartition() throws Exception {
        send();
        Await.until("the group has offsets on the broker", () -> {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
                return admin.listConsumerGroupOffsets(CONSUMER).partitionsToOffsetAndMetadata().get().values().stream()
                        .anyMatch(offset -> offset.offset() > 0);
            }
        });
        assertThat(get("/q/metrics"))
                .containsPattern("sequences_intake_lag_records\\{[^}]*consumer=\"" + CONSUMER
                        + "\"[^}]*partition=\"0\"[^}]*} 0.0");
    }

    @Test
    void goesDownWhileAConsumerHasNoPartitions() throws Exception {
        List<Competitor> competitors = new ArrayList<>();
        try {
            for (int i = 0; i < PARTITIONS; i++) {
                competitors.add(new Competitor(kafka, i));
            }
            awaitDown("intake");
            assertThat(check("intake").path("data").path("withoutPartitions").asText())
                    .isEqualTo(CONSUMER);
        } finally {
            for (Competitor competitor : competitors) {
                competitor.close();
            }
        }
        awaitUp();
    }

    /** Another member of the consumer group. Its id sorts before the service's, so that it is assigned a partition. */
    private static final class Competitor implements AutoCloseable {

        private final Thread thread;
        private volatile boolean closing;

        Competitor(String kafka, int number) {
            thread = Thread.ofPlatform().daemon().name("competitor-" + number).start(() -> poll(kafka, number));
        }

        private void poll(String kafka, int number) {
            try (var consumer = new org.apache.kafka.clients.consumer.KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            kafka,
                            "group.id",
                            CONSUMER,
                            "client.id",
                            "0-competitor-" + number,
                            "enable.auto.commit",
                            "false"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(Topics.DEFINITIONS));
                while (!closing) {
                    consumer.poll(Duration.ofMillis(200));
                }
            }
        }

        @Override
        public void close() throws InterruptedException {
            closing = true;
            thread.join();
        }
    }

    /** Terminates the leader's session until this session acquires the lease. */
    private static void acquireLease(Connection other) throws Exception {
        Await.until("the lease is taken", () -> {
            try (Statement statement = other.createStatement()) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name = 'relay-lease' and datname = current_database()");
                return isTrue(statement, "select pg_try_advisory_lock(hashtext('relay:worklist_relay')::bigint)");
            }
        });
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() && result.getBoolean(1);
        }
    }

    private void send() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.DEFINITIONS, new byte[] {1}, new byte[] {2}))
                    .get();
        }
    }

    private void awaitUp() throws Exception {
        Await.until("flow is up", () -> "UP".equals(flow().path("status").asText()));
    }

    private void awaitDown(String check) throws Exception {
        Await.until(
                "flow is down for " + check,
                () -> "DOWN".equals(check(check).path("status").asText())
                        && "DOWN".equals(flow().path("status").asText()));
    }

    private JsonNode check(String name) throws IOException, InterruptedException {
        for (JsonNode check : flow().path("checks")) {
            if (name.equals(check.path("name").asText())) {
                return check;
            }
        }
        throw new AssertionError("no check " + name);
    }

    private JsonNode flow() throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get("/q/health/group/flow"));
    }

    private double lagSeconds() throws IOException, InterruptedException {
        Matcher lag = Pattern.compile("sequences_intake_lag_seconds\\{[^}]*consumer=\"" + CONSUMER + "\"[^}]*} (\\S+)")
                .matcher(get("/q/metrics"));
        assertThat(lag.find()).isTrue();
        return Double.parseDouble(lag.group(1));
    }

    private int status(String path) throws IOException, InterruptedException {
        return exchange(path).statusCode();
    }

    private String get(String path) throws IOException, InterruptedException {
        return exchange(path).body();
    }

    private HttpResponse<String> exchange(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(management.resolve(path)).build(), BodyHandlers.ofString());
        }
    }
}
