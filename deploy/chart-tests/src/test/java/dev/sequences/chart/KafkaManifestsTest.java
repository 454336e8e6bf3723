package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.KafkaManifests;
import dev.sequences.local.KafkaRight;
import dev.sequences.local.KafkaRight.Kind;
import dev.sequences.local.TopicCatalogue;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.acl.AclOperation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The resources of Strimzi fit its models, and the rights cover what the services are configured to use. */
class KafkaManifestsTest {

    private static final Path TOPICS = Chart.ROOT.resolve("deploy/kafka/topics.yaml");
    private static final TopicCatalogue CATALOGUE = TopicCatalogue.read(TOPICS, "production");
    private static final KafkaManifests MANIFESTS =
            new KafkaManifests(CATALOGUE, "kafka", "kafka.strimzi.io/v1beta2", "sequences-", "");

    @Test
    void declaresEveryTopicOnceAndKeepsIt() {
        List<JsonNode> topics = Chart.documents(MANIFESTS.topics());

        assertThat(topics)
                .extracting(topic -> topic.at("/spec/topicName").asText())
                .containsExactlyElementsOf(CATALOGUE.names());
        assertThat(topics).allSatisfy(topic -> {
            assertThatCode(() -> StrictModels.parse(topic, KafkaTopic.class)).doesNotThrowAnyException();
            assertThat(topic.at("/metadata/annotations/helm.sh~1resource-policy")
                            .asText())
                    .isEqualTo("keep");
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
        });
    }

    @Test
    void declaresAUserPerServiceWithKnownOperations() {
        List<JsonNode> users = Chart.documents(MANIFESTS.users("scram-sha-512"));
        // The model reads an unknown operation as null.
        List<String> known =
                Arrays.stream(AclOperation.values()).map(AclOperation::toValue).toList();

        assertThat(users)
                .extracting(user -> user.at("/metadata/name").asText())
                .containsExactly(
                        "sequences-designer",
                        "sequences-enrollment",
                        "sequences-worklist",
                        "sequences-segment",
                        "sequences-insights");
        for (JsonNode user : users) {
            assertThatCode(() -> StrictModels.parse(user, KafkaUser.class)).doesNotThrowAnyException();
            user.at("/spec/authorization/acls").forEach(acl -> acl.path("operations")
                    .forEach(operation -> assertThat(known).contains(operation.asText())));
        }
    }

    @Test
    void prefixesTopicsAndGroupsWithTheInstallation() {
        var staging = new KafkaManifests(CATALOGUE, "kafka", "kafka.strimzi.io/v1beta2", "staging-", "staging");

        assertThat(Chart.documents(staging.topics()))
                .allSatisfy(topic ->
                        assertThat(topic.at("/spec/topicName").asText()).startsWith("staging."));
        assertThat(staging.acls().lines())
                .allMatch(acl -> acl.contains(" User:staging-") && acl.matches(".* --(topic|group) staging\\..*"));
    }

    @Test
    void namesTheUsersOfTheChart() {
        JsonNode services = Chart.read(Chart.DIRECTORY.resolve("values.yaml")).path("services");

        KafkaRight.ofServices(CATALOGUE).keySet().forEach(service -> assertThat(
                        services.at("/" + service + "/kafka/username").asText())
                .isEqualTo("sequences-" + service));
    }

    @Test
    void grantsWhatTheServicesAreConfiguredToRead() throws IOException {
        for (var service : KafkaRight.ofServices(CATALOGUE).entrySet()) {
            Map<String, String> topicOfGroup = topicOfGroup(service.getKey());
            topicOfGroup.forEach((group, topic) -> {
                assertThat(service.getValue())
                        .as(group)
                        .anyMatch(right -> right.kind() == Kind.TOPIC
                                && right.resource().equals(topic)
                                && right.operations().contains("Read"))
                        .anyMatch(right -> right.kind() == Kind.GROUP && group.startsWith(right.resource()))
                        .anyMatch(right -> right.resource().equals(topic + "." + group + ".dead-letter"));
            });
        }
    }

    private static Map<String, String> topicOfGroup(String service) throws IOException {
        String module = service.equals("designer") ? "sequence-designer" : service;
        Properties properties = new Properties();
        try (InputStream content = Files.newInputStream(
                Chart.ROOT.resolve(module + "-service/src/main/resources/application.properties"))) {
            properties.load(content);
        }
        Map<String, String> topics = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith("mp.messaging.incoming.") && key.endsWith(".group.id")) {
                String channel = key.substring(0, key.length() - ".group.id".length());
                topics.put(
                        properties.getProperty(key),
                        Objects.requireNonNull(properties.getProperty(channel + ".topic")));
            }
        }
        return topics;
    }
}
