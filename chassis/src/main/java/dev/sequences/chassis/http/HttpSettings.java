package dev.sequences.chassis.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The HTTP server. */
@ConfigMapping(prefix = "sequences.http")
public interface HttpSettings {

    /** Address to listen on. Use {@code 0.0.0.0} for all interfaces. */
    @WithDefault("127.0.0.1")
    String host();

    /** Maximum size of a request body, in bytes or with a unit such as {@code 2M}, except for {@code large-body-paths}. */
    @WithDefault("2M")
    MemorySize maxBodySize();

    /**
     * Paths, separated by commas, whose limit is {@code quarkus.http.limits.max-body-size} instead. A {@code *} at the end covers all paths with
     * this beginning.
     */
    Optional<List<String>> largeBodyPaths();
}
