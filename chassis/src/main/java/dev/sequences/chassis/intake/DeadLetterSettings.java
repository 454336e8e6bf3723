package dev.sequences.chassis.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Copies of parked messages on dead-letter topics. */
@ConfigMapping(prefix = "sequences.dead-letters")
public interface DeadLetterSettings {

    /** Interval at which failed copies are retried, as an ISO-8601 duration. */
    @WithDefault("PT30S")
    Duration retryInterval();
}
