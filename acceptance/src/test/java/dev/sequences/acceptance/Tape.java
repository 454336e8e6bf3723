package dev.sequences.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic from its first record to its current end, as read by an external consumer. */
public record Tape(List<Message> records) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Tape of(RunningSuite suite, String topic) {
        List<Message> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", suite.at().kafkaBootstrap(), "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(300)).forEach(record -> records.add(new Message(record)));
            }
        }
        return new Tape(records);
    }

    public List<Message> about(String key) {
        return records.stream().filter(record -> record.key().equals(key)).toList();
    }

    /** One record. */
    public record Message(ConsumerRecord<byte[], byte[]> record) {

        public String key() {
            return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        }

        public Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            return headers;
        }

        public String header(String name) {
            return headers().getOrDefault(name, "");
        }

        public String type() {
            return header("ce_type");
        }

        public JsonNode json() {
            try {
                return JSON.readTree(record.value());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
