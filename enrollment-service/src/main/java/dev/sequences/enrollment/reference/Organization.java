package dev.sequences.enrollment.reference;

import dev.sequences.enrollment.enrollment.model.calendar.Hours;
import dev.sequences.enrollment.enrollment.model.calendar.WorkingWeek;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Time zone and working hours of the organization, from the configuration. */
@ApplicationScoped
public class Organization {

    private final ZoneId zone;
    private final WorkingWeek week;
    private final String recordZoneField;

    Organization(
            @ConfigProperty(name = "sequences.enrollment.organisation.time-zone", defaultValue = "UTC") String zone,
            @ConfigProperty(
                            name = "sequences.enrollment.organisation.working-days",
                            defaultValue = "monday,tuesday,wednesday,thursday,friday")
                    List<String> days,
            @ConfigProperty(name = "sequences.enrollment.organisation.working-hours", defaultValue = "08:00-17:00")
                    String hours,
            @ConfigProperty(name = "sequences.enrollment.organisation.keep-working-time", defaultValue = "false")
                    boolean kept,
            @ConfigProperty(name = "sequences.enrollment.record-time-zone-field", defaultValue = "timeZone")
                    String recordZoneField) {
        this.zone = ZoneId.of(zone);
        String[] fromTo = hours.split("-", 2);
        if (fromTo.length != 2) {
            throw new IllegalArgumentException("sequences.enrollment.organisation.working-hours is " + hours
                    + ", which is not a time range; set it like 08:00-17:00");
        }
        this.week = WorkingWeek.of(
                days(days), new Hours(LocalTime.parse(fromTo[0].strip()), LocalTime.parse(fromTo[1].strip())), kept);
        this.recordZoneField = recordZoneField;
    }

    private static Set<DayOfWeek> days(List<String> names) {
        return names.stream()
                .map(name -> DayOfWeek.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    public ZoneId zone() {
        return zone;
    }

    public WorkingWeek week() {
        return week;
    }

    /** Name of the record field that contains the record's time zone. */
    public String recordZoneField() {
        return recordZoneField;
    }
}
