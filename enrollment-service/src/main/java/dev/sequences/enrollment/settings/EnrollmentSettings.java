package dev.sequences.enrollment.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Enrollments. */
@ConfigMapping(prefix = "sequences.enrollment")
public interface EnrollmentSettings {

    /** Field of a record that contains its time zone, an IANA name. Without a value the organization's time zone applies. */
    @WithDefault("timeZone")
    String recordTimeZoneField();
}
