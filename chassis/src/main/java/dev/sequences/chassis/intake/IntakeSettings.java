package dev.sequences.chassis.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Processing of messages. */
@ConfigMapping(prefix = "sequences.intake")
public interface IntakeSettings {

    /**
     * Maximum time for which a message waits for the facts that it is based on, as an ISO-8601 duration of real time. Afterwards it is
     * processed without them, and the events that it causes state which facts were missing.
     */
    @WithDefault("PT10M")
    Duration maxWait();
}
