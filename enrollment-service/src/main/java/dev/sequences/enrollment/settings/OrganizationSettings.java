package dev.sequences.enrollment.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Working time of the organization. */
@ConfigMapping(prefix = "sequences.enrollment.organization")
public interface OrganizationSettings {

    /** Time zone of the organization, an IANA name such as {@code Europe/Berlin}. */
    @WithDefault("UTC")
    String timeZone();

    /** Working days, English names separated by commas. */
    @WithDefault("monday,tuesday,wednesday,thursday,friday")
    List<String> workingDays();

    /** Working hours, local time in the form {@code HH:mm-HH:mm}. */
    @WithDefault("08:00-17:00")
    String workingHours();

    /** Whether due times outside of working time move to the next working time, also in sequences whose waits do not count working days. */
    @WithDefault("false")
    boolean keepWorkingTime();
}
