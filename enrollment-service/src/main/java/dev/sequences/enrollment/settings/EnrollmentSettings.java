package dev.sequences.enrollment.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Working time and time zones of enrollments. */
@ConfigMapping(prefix = "sequences.enrollment")
public interface EnrollmentSettings {

    /** Working days of the organization, English names separated by commas. */
    @WithDefault("monday,tuesday,wednesday,thursday,friday")
    List<String> workingDays();

    /** Working hours of the organization, local time in the form {@code HH:mm-HH:mm}. */
    @WithDefault("08:00-17:00")
    String workingHours();

    /** Whether due times outside of working time move to the next working time, also in sequences that do not count working days. */
    @WithDefault("false")
    boolean keepWorkingTime();

    /** Field of a record that contains its time zone, an IANA name. Without a value the organization's time zone applies. */
    @WithDefault("timeZone")
    String recordTimeZoneField();

    /**
     * How long an enrollment waits for the outcome of an {@code update-field} step before it continues without it. {@code PT0S}: it
     * continues at once, and a refused update is visible only on {@code sequences.segments}.
     */
    @WithDefault("PT1H")
    Duration fieldUpdateTimeout();
}
