package dev.sequences.chassis.intake;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Copies the stored offsets to the broker, for tools that show or scale by the lag of consumer groups. They are behind the stored ones by
 * some seconds; no consumer starts from them (see {@link StoredOffsets}).
 */
@ApplicationScoped
class BrokerOffsets {

    private static final Logger LOG = Logger.getLogger(BrokerOffsets.class);

    private final KafkaClientService clients;

    /** Offsets that the broker has acknowledged, by channel. */
    private final Map<String, Map<TopicPartition, Long>> acknowledged = new ConcurrentHashMap<>();

    BrokerOffsets(KafkaClientService clients) {
        this.clients = clients;
    }

    /** @param next stored offsets of partitions that are assigned to the channel, with the broker's names */
    void commit(String channel, Map<TopicPartition, Long> next) {
        Map<TopicPartition, Long> known = acknowledged.computeIfAbsent(channel, fresh -> new ConcurrentHashMap<>());
        Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
        next.forEach((partition, offset) -> {
            if (!offset.equals(known.get(partition))) {
                changed.put(partition, new OffsetAndMetadata(offset));
            }
        });
        List<KafkaConsumer<byte[], byte[]>> consumers = clients.getConsumers(channel);
        if (changed.isEmpty() || consumers.isEmpty()) {
            return;
        }
        consumers
                .getFirst()
                .runOnPollingThread(consumer -> {
                    consumer.commitAsync(changed, (offsets, failure) -> {
                        if (failure == null) {
                            offsets.forEach((partition, offset) -> known.put(partition, offset.offset()));
                        } else {
                            LOG.debugf("the offsets of %s are not copied to the broker: %s", channel, failure);
                        }
                    });
                })
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf("the offsets of %s are not copied to the broker: %s", channel, failure));
    }
}
