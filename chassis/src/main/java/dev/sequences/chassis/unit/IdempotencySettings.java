package dev.sequences.chassis.unit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Idempotency keys of HTTP requests. */
@ConfigMapping(prefix = "sequences.idempotency")
public interface IdempotencySettings {

    /**
     * How long the first response to an idempotency key is kept, as an ISO-8601 duration of at least {@code PT1M}. A later request with
     * the same key is executed again.
     */
    @WithDefault("P7D")
    Duration retention();

    /** Interval at which expired keys are deleted, as an ISO-8601 duration. */
    @WithDefault("PT1M")
    Duration purgeInterval();
}
