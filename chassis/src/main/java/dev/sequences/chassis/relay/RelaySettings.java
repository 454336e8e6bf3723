package dev.sequences.chassis.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The relay from the write-ahead log to Kafka. */
@ConfigMapping(prefix = "sequences.relay")
public interface RelaySettings {

    /** Whether this service publishes events. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Maximum time between two batches under load, as an ISO-8601 duration; with little to send it is less. A larger value makes larger
     * batches, which cost consumers less, and adds latency.
     */
    @WithDefault("PT0.04S")
    Duration maxBatchInterval();
}
