package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.chassis.kafka.TestBroker;
import dev.sequences.chassis.settings.Installation;
import dev.sequences.testkit.infra.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing overtakes a record that was not taken: readers would take it for a repeat later, and it would be lost. */
class SenderTest {

    /** More than the producer sends at all. */
    private static final int TOO_LARGE_TO_SEND = KafkaConnection.MAX_MESSAGE_BYTES + 1;

    /** What the topic of this test takes at most. */
    private static final int MAX_BYTES = 20_000;

    private final String topic = "sender-" + UUID.randomUUID();
    private final Sender sender =
            new Sender(Traces.off(), TestBroker.connection(), () -> "sender-test", Installation.UNNAMED);

    @BeforeEach
    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.kafka()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)
                            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_BYTES)))))
                    .all()
                    .get();
        }
    }

    private ProducerRecord<byte[], byte[]> record(String name, int size) {
        byte[] value = new byte[size];
        // Noise, or compression would make it small again.
        new Random(1).nextBytes(value);
        return new ProducerRecord<>(topic, name.getBytes(StandardCharsets.UTF_8), value);
    }

    private List<String> onTheTopic() {
        List<String> keys = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka(), "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
            }
        }
        return keys;
    }

    @Test
    void sendsInOrder() {
        List<ProducerRecord<byte[], byte[]>> many =
                IntStream.range(0, 500).mapToObj(i -> record("r" + i, 10)).toList();
        sender.send(many);
        assertThat(onTheTopic())
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(i -> "r" + i).toList());
    }

    @Test
    void sendsNothingAfterARecordThatCannotBeSent() {
        assertThatThrownBy(() -> sender.send(
                        List.of(record("first", 10), record("second", TOO_LARGE_TO_SEND), record("third", 10))))
                .isInstanceOf(KafkaException.class);
        assertThat(onTheTopic()).isSubsetOf("first").doesNotContain("third");
    }

    @Test
    void sendsNothingAfterARecordThatTheBrokerRefuses() {
        assertThatThrownBy(() ->
                        sender.send(List.of(record("first", 10), record("second", 2 * MAX_BYTES), record("third", 10))))
                .isInstanceOf(KafkaException.class);
        assertThat(onTheTopic()).isSubsetOf("first").doesNotContain("third");
    }

    @Test
    void continuesAfterAFailureWithTheResentRecords() {
        assertThatThrownBy(() -> sender.send(List.of(record("first", TOO_LARGE_TO_SEND), record("second", 10))))
                .isInstanceOf(KafkaException.class);
        sender.send(List.of(record("first", 10), record("second", 10)));
        assertThat(onTheTopic()).containsExactly("first", "second");
    }
}
