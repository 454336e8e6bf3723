package dev.sequences.testkit.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of {@code deploy/kafka/topics.yaml}, so that tests run on what an operator gets. */
final class DeclaredTopics {

    private static final String FILE = "deploy/kafka/topics.yaml";

    private DeclaredTopics() {}

    static void createOn(String bootstrap) {
        createOn(bootstrap, "");
    }

    static void createOn(String bootstrap, String prefix) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            List<NewTopic> topics = read().stream()
                    .map(topic -> new NewTopic(prefix + topic.name(), topic.numPartitions(), topic.replicationFactor())
                            .configs(topic.configs()))
                    .toList();
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created on " + bootstrap, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<NewTopic> read() {
        JsonNode declared = ProjectFiles.yaml(FILE);
        JsonNode deadLetters = declared.path("deadLetters");
        String maxBytes = declared.path("maxMessageBytes").asText();
        List<NewTopic> topics = new ArrayList<>();
        for (JsonNode topic : declared.path("topics")) {
            String name = topic.path("name").asText();
            topics.add(topic(name, topic, maxBytes));
            for (JsonNode consumer : topic.path("consumers")) {
                String deadLetter = deadLetters
                        .path("name")
                        .asText()
                        .replace("{topic}", name)
                        .replace("{consumer}", consumer.asText());
                topics.add(topic(deadLetter, deadLetters, maxBytes));
            }
        }
        return topics;
    }

    private static NewTopic topic(String name, JsonNode shape, String maxBytes) {
        int partitions = shape.path("partitions").path("local").asInt();
        return new NewTopic(name, partitions, (short) 1)
                .configs(Map.of("cleanup.policy", shape.path("cleanup").asText(), "max.message.bytes", maxBytes));
    }
}
