package dev.sequences.contracts.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A topic as {@code deploy/kafka/topics.yaml} declares it for production. */
public record DeclaredTopic(
        String name, int partitions, int replicas, String cleanup, long retentionMillis, List<String> consumers) {

    private static final Path FILE = Path.of("..", "deploy", "kafka", "topics.yaml");
    private static final String PROFILE = "production";
    private static final long FOREVER = -1;

    public static List<DeclaredTopic> all() {
        JsonNode file;
        try {
            file = new YAMLMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int replicas = file.at("/profiles/" + PROFILE + "/replicas").intValue();
        List<DeclaredTopic> topics = new ArrayList<>();
        for (JsonNode topic : file.path("topics")) {
            List<String> consumers = new ArrayList<>();
            topic.path("consumers").forEach(consumer -> consumers.add(consumer.textValue()));
            String retention = topic.path("retention").textValue();
            topics.add(new DeclaredTopic(
                    topic.path("name").textValue(),
                    topic.path("partitions").path(PROFILE).intValue(),
                    replicas,
                    topic.path("cleanup").textValue(),
                    "forever".equals(retention)
                            ? FOREVER
                            : Duration.parse(retention).toMillis(),
                    consumers));
        }
        return topics;
    }
}
