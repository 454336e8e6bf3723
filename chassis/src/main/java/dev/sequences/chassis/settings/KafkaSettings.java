package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;

/** The Kafka cluster. */
@ConfigMapping(prefix = "sequences.kafka")
public interface KafkaSettings {

    /** Brokers to connect to first, {@code host:port}, separated by commas. */
    String bootstrapServers();
}
