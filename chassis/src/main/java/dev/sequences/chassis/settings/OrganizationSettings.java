package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** The organization. Set the same values in every service: a condition means the same in a segment and in a sequence. */
@ConfigMapping(prefix = "sequences.organization")
public interface OrganizationSettings {

    /** Time zone that days are counted in, an IANA name such as {@code Europe/Berlin}. */
    @WithDefault("UTC")
    ZoneId timeZone();
}
