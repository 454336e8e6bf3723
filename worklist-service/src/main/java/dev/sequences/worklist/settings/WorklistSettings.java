package dev.sequences.worklist.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the work lists. */
@ConfigMapping(prefix = "sequences.worklist")
public interface WorklistSettings {

    /** Maximum age of the due time of items in lists of due work, as an ISO-8601 duration. Older items are listed with {@code due=all}. */
    @WithDefault("P30D")
    Duration maxDueAge();
}
