package dev.sequences.testkit.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The default values of settings. */
public final class Defaults {

    private Defaults() {}

    /** Returns {@code mapping}, an interface with {@code @ConfigMapping} with its default values. */
    public static <T> T of(Class<T> mapping) {
        return with(mapping, Map.of());
    }

    /** Returns {@code mapping} with {@code values} by key, and defaults for the other keys. */
    public static <T> T with(Class<T> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "values of the test", 1_000))
                .addDiscoveredConverters()
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
