package dev.sequences.chassis.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The names of an installation on the servers that it shares with others. Within a service, topics and consumers have the names of the
 * contracts; clients of Kafka and PostgreSQL use the names with the prefix.
 */
@ApplicationScoped
public class Installation {

    /** An installation without a prefix. */
    public static final Installation UNNAMED = new Installation("");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");

    private final String name;

    /** @throws IllegalArgumentException if the name has other characters or is longer than 30 */
    @Inject
    public Installation(InstallationSettings settings) {
        this(settings.installation().orElse(""));
    }

    private Installation(String name) {
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("sequences.installation is " + name
                    + ". Use up to 30 lower-case letters, digits and dashes, starting with a letter.");
        }
        this.name = name;
    }

    private String prefix() {
        return prefix(name);
    }

    static String prefix(String installation) {
        return installation.isEmpty() ? "" : installation + ".";
    }

    /** Returns the name that the broker knows for a topic or consumer group. */
    public String onBroker(String name) {
        return prefix() + name;
    }

    public TopicPartition onBroker(TopicPartition partition) {
        return new TopicPartition(onBroker(partition.topic()), partition.partition());
    }

    /** Returns the name in the contracts of a topic or consumer group of the broker; a name without the prefix unchanged. */
    public String inContracts(String name) {
        return name.startsWith(prefix()) ? name.substring(prefix().length()) : name;
    }

    public TopicPartition inContracts(TopicPartition partition) {
        return new TopicPartition(inContracts(partition.topic()), partition.partition());
    }

    /** Returns the record under the name in the contracts of its topic. */
    public ConsumerRecord<byte[], byte[]> inContracts(ConsumerRecord<byte[], byte[]> record) {
        String topic = inContracts(record.topic());
        return topic.equals(record.topic())
                ? record
                : new ConsumerRecord<>(
                        topic,
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.timestampType(),
                        record.serializedKeySize(),
                        record.serializedValueSize(),
                        record.key(),
                        record.value(),
                        record.headers(),
                        record.leaderEpoch());
    }

    /** Returns the name of the service's replication slot. */
    public String slot(String service) {
        String own = service + "_relay";
        return (name.isEmpty() ? own : name + "_" + own).replace('-', '_');
    }
}
