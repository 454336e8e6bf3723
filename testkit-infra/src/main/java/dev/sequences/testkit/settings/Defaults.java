package dev.sequences.testkit.settings;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The default values of settings. */
public final class Defaults {

    private Defaults() {}

    /** Returns {@code mapping}, an interface with {@code @ConfigMapping} with its default values. */
    public static <T> T of(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
