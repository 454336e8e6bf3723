package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.local.KafkaRight;
import dev.sequences.local.KafkaRight.Kind;
import dev.sequences.local.TopicCatalogue;
import dev.sequences.testkit.infra.SecuredServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a broker that authorizes: each service may do what it needs and nothing else, and each right is needed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaRightsTest {

    private static final TopicCatalogue CATALOGUE =
            TopicCatalogue.read(Chart.ROOT.resolve("deploy/kafka/topics.yaml"), "local");
    private static final Map<String, List<KafkaRight>> RIGHTS = KafkaRight.ofServices(CATALOGUE);
    private static final int MAX_BLOCK_MILLIS = 10_000;
    private static final long MAX_NANOS = Duration.ofSeconds(20).toNanos();

    private final SecuredServers servers = SecuredServers.start();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", servers.internal()));

    @BeforeAll
    void createUsers() throws Exception {
        for (String service : RIGHTS.keySet()) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            service, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), service)))
                    .all()
                    .get();
            for (KafkaRight right : rightsOf(service)) {
                admin.createAcls(bindings(service, right)).all().get();
            }
        }
    }

    @AfterAll
    void close() {
        admin.close();
    }

    static Set<String> services() {
        return RIGHTS.keySet();
    }

    @ParameterizedTest
    @MethodSource("services")
    void permitsWhatAServiceNeeds(String service) throws Exception {
        for (String topic : topics(service, "Write")) {
            eventually(() -> write(service, topic));
        }
        for (String topic : topics(service, "Read")) {
            eventually(() -> read(service, topic, service + ".test"));
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void refusesToWriteAnyOtherTopic(String service) {
        Set<String> others = new TreeSet<>(CATALOGUE.names());
        others.removeAll(topics(service, "Write"));

        assertThat(others).isNotEmpty();
        try (var producer = producer(service)) {
            for (String topic : others) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[0]))
                                .get())
                        .as("%s writes to %s", service, topic)
                        .hasCauseInstanceOf(AuthorizationException.class);
            }
        }
    }

    @Test
    void refusesTheGroupsOfOtherServices() {
        assertThatThrownBy(() -> read("worklist", "sequences.enrollments", "insights.enrollments"))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> read("worklist", "sequences.segments", "worklist.test"))
                .isInstanceOf(AuthorizationException.class);
    }

    /** The segment service reads, writes, has dead letters and a topic for which it needs both. */
    @Test
    void needsEachRight() throws Exception {
        String service = "segment";
        for (KafkaRight right : rightsOf(service)) {
            List<AclBindingFilter> filters =
                    bindings(service, right).stream().map(AclBinding::toFilter).toList();
            admin.deleteAcls(filters).all().get();
            if (right.operations().contains("Write")) {
                eventuallyRefused(() -> write(service, right.resource()));
            }
            if (right.operations().contains("Read")) {
                String topic = right.kind() == Kind.TOPIC ? right.resource() : "crm.records";
                eventuallyRefused(() -> read(service, topic, service + ".test"));
            }
            admin.createAcls(bindings(service, right)).all().get();
        }
        permitsWhatAServiceNeeds(service);
    }

    private interface Attempt {
        void run() throws Exception;
    }

    /** ACLs reach the authorizer of the broker shortly after they were created. */
    private static void eventually(Attempt attempt) throws Exception {
        long deadline = System.nanoTime() + MAX_NANOS;
        while (true) {
            try {
                attempt.run();
                return;
            } catch (AuthorizationException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private static void eventuallyRefused(Attempt attempt) throws Exception {
        long deadline = System.nanoTime() + MAX_NANOS;
        while (true) {
            try {
                attempt.run();
                assertThat(System.nanoTime()).as("refused in time").isLessThan(deadline);
                Thread.sleep(100);
            } catch (AuthorizationException expected) {
                return;
            }
        }
    }

    private void write(String service, String topic) throws Exception {
        try (var producer = producer(service)) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[0]))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AuthorizationException refused ? refused : e;
        }
    }

    private void read(String service, String topic, String group) {
        Map<String, Object> properties = connection(service);
        properties.put("group.id", group);
        properties.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + MAX_NANOS;
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
                assertThat(System.nanoTime())
                        .as("partitions of %s in time", topic)
                        .isLessThan(deadline);
            }
            consumer.poll(Duration.ofMillis(100));
            consumer.commitSync();
        }
    }

    private KafkaProducer<byte[], byte[]> producer(String service) {
        return new KafkaProducer<>(connection(service), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> connection(String service) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", servers.sasl());
        properties.put("security.protocol", "SASL_SSL");
        properties.put("sasl.mechanism", "SCRAM-SHA-512");
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%1$s\" password=\"%1$s\";"
                        .formatted(service));
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.location", servers.serverCertificate().toString());
        properties.put("max.block.ms", MAX_BLOCK_MILLIS);
        return properties;
    }

    private static Set<String> topics(String service, String operation) {
        Set<String> topics = new TreeSet<>();
        rightsOf(service).stream()
                .filter(right ->
                        right.kind() == Kind.TOPIC && right.operations().contains(operation))
                .forEach(right -> topics.add(right.resource()));
        return topics;
    }

    private static List<KafkaRight> rightsOf(String service) {
        return Objects.requireNonNull(RIGHTS.get(service));
    }

    private static List<AclBinding> bindings(String service, KafkaRight right) {
        var pattern = right.kind() == Kind.TOPIC
                ? new ResourcePattern(ResourceType.TOPIC, right.resource(), PatternType.LITERAL)
                : new ResourcePattern(ResourceType.GROUP, right.resource(), PatternType.PREFIXED);
        List<AclBinding> bindings = new ArrayList<>();
        for (String operation : right.operations()) {
            bindings.add(new AclBinding(
                    pattern,
                    new AccessControlEntry(
                            "User:" + service,
                            "*",
                            AclOperation.fromString(operation.toUpperCase(Locale.ROOT)),
                            AclPermissionType.ALLOW)));
        }
        return bindings;
    }
}
