package dev.sequences.segment.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Ownership of records. */
@ConfigMapping(prefix = "sequences.records")
public interface RecordSettings {

    /**
     * Whether {@code update-field} steps change the records that were last written through the HTTP API or an import. {@code false}: the CRM
     * applies all updates, as it does for the records that it writes to {@code crm.records}.
     */
    @WithDefault("true")
    boolean applyFieldUpdates();
}
