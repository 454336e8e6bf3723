package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;

/** The service itself. */
@ConfigMapping(prefix = "sequences")
public interface ServiceSettings {

    /**
     * Name of the service: {@code ce_source} of its events, name of its replication slot, and the {@code service} of its log lines and
     * spans. Each service sets it in its {@code application.properties}; do not override it.
     */
    String service();
}
