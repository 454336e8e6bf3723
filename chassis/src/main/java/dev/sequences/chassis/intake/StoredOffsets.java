package dev.sequences.chassis.intake;

import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.settings.Installation;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Starts consumers at the offsets in the database instead of those committed to the broker. */
@ApplicationScoped
@Identifier("stored-offsets")
public class StoredOffsets implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(StoredOffsets.class);

    private final DataSource dataSource;
    private final ConsumerRows rows = new ConsumerRows();

    private final Assignments assignments;
    private final Installation installation;

    StoredOffsets(DataSource dataSource, Assignments assignments, Installation installation) {
        this.installation = installation;
        this.dataSource = dataSource;
        this.assignments = assignments;
    }

    private List<TopicPartition> inContracts(Collection<TopicPartition> partitions) {
        return partitions.stream().map(installation::inContracts).toList();
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        assignments.remove(installation.inContracts(consumer.groupMetadata().groupId()), inContracts(partitions));
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        String name = installation.inContracts(consumer.groupMetadata().groupId());
        for (long pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
            try (Connection connection = dataSource.getConnection()) {
                Map<TopicPartition, Long> next = rows.read(connection, name, inContracts(partitions));
                partitions.forEach(partition ->
                        consumer.seek(partition, next.getOrDefault(installation.inContracts(partition), 0L)));
                assignments.add(name, inContracts(partitions));
                return;
            } catch (SQLException | StorageFailure e) {
                LOG.warnf("%s cannot read its offsets, next attempt in %d ms: %s", name, pause, e.getMessage());
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(interrupted);
                }
            }
        }
    }
}
