package dev.sequences.chassis.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Health of a service. */
@ConfigMapping(prefix = "sequences.health")
public interface HealthSettings {

    /** How long a failure lasts before the health group {@code flow} reports it, as an ISO-8601 duration longer than the relay's heartbeat of 2 s. */
    @WithDefault("PT10S")
    Duration gracePeriod();
}
