package dev.sequences.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.sequences.local.LocalRunException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the events of a topic. */
@Command(
        name = "tail",
        description =
                "Shows the events of a topic as they come, until Ctrl-C: time, type, subject, sequence, actor and data.")
public final class TailCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Parameters(paramLabel = "TOPIC", description = "For example sequences.enrollments.")
    private String topic = "";

    @Option(names = "--from-beginning", description = "Starts at the oldest event instead of the next one.")
    private boolean fromBeginning;

    @Option(
            names = "--max",
            paramLabel = "N",
            description = "Ends after N events, or when the topic has no more of them now.")
    @Nullable
    private Integer max;

    @Override
    public Integer call() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + options.ports().kafka(),
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            requireTopic(consumer);
            follow(consumer);
            return 0;
        } catch (KafkaException e) {
            throw new LocalRunException(
                    "Kafka does not answer on port %d: is the suite running (./sequences status)?"
                            .formatted(options.ports().kafka()),
                    e);
        }
    }

    private void requireTopic(KafkaConsumer<byte[], byte[]> consumer) {
        var known = consumer.listTopics().keySet();
        if (!known.contains(topic)) {
            throw new LocalRunException("There is no topic \"%s\"; there are:%n  %s"
                    .formatted(
                            topic,
                            String.join(
                                    System.lineSeparator() + "  ",
                                    known.stream()
                                            .filter(name -> !name.startsWith("__"))
                                            .sorted()
                                            .toList())));
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        var ends = consumer.endOffsets(partitions);
        var shown = 0;
        while (max == null || shown < max) {
            for (var message : consumer.poll(Duration.ofMillis(250))) {
                System.out.println(describe(message));
                shown++;
                if (max != null && shown >= max) {
                    return;
                }
            }
            var atEnd = partitions.stream()
                    .allMatch(partition -> consumer.position(partition)
                            >= Optional.ofNullable(ends.get(partition)).orElse(0L));
            if (max != null && fromBeginning && atEnd) {
                return;
            }
        }
    }

    private static String describe(ConsumerRecord<byte[], byte[]> message) {
        var time = header(message, "ce_time")
                .orElseGet(() -> Instant.ofEpochMilli(message.timestamp()).toString());
        var head = "%s  %s  %s  #%s  by %s  correlation %s"
                .formatted(
                        time,
                        header(message, "ce_type").orElse("(no type)"),
                        header(message, "ce_subject").orElseGet(() -> text(message.key())),
                        header(message, "ce_sequence")
                                .map(sequence -> sequence.replaceFirst("^0+(?=\\d)", ""))
                                .orElse("-"),
                        header(message, "ce_actor").orElse("-"),
                        header(message, "ce_correlationid").orElse("-"));
        return head + System.lineSeparator() + indented(message.value());
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> message, String name) {
        return StreamSupport.stream(message.headers().headers(name).spliterator(), false)
                .reduce((earlier, later) -> later)
                .map(header -> text(header.value()));
    }

    private static String indented(byte @Nullable [] value) {
        if (value == null) {
            return "  (no value: forget this key)";
        }
        try {
            return PRETTY.writeValueAsString(JSON.readTree(text(value)))
                    .indent(2)
                    .stripTrailing();
        } catch (JsonProcessingException notJson) {
            return text(value).indent(2).stripTrailing();
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "-" : new String(bytes, StandardCharsets.UTF_8);
    }
}
