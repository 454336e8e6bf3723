package dev.sequences.enrollment.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Evaluation of A/B tests. */
@ConfigMapping(prefix = "sequences.enrollment.ab-test")
public interface AbTestSettings {

    /** Interval at which a running test is evaluated, as an ISO-8601 duration. Each evaluation is another chance for a false winner. */
    @WithDefault("PT1H")
    Duration evaluationInterval();

    /** Minimum number of messages of each version before a winner is declared. */
    @WithDefault("100")
    long minSample();
}
