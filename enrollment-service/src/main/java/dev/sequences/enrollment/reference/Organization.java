package dev.sequences.enrollment.reference;

import dev.sequences.chassis.settings.OrganizationSettings;
import dev.sequences.enrollment.enrollment.model.calendar.WorkingWeek;
import dev.sequences.enrollment.settings.EnrollmentSettings;
import dev.sequences.language.calendar.Hours;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Time zone and working hours of the organization, from the configuration. */
@ApplicationScoped
public class Organization {

    private final ZoneId zone;
    private final WorkingWeek week;
    private final String recordZoneField;
    private final Duration fieldUpdateTimeout;

    Organization(OrganizationSettings organization, EnrollmentSettings settings) {
        this.zone = organization.timeZone();
        String hours = settings.workingHours();
        String[] fromTo = hours.split("-", 2);
        if (fromTo.length != 2) {
            throw new IllegalArgumentException(
                    "sequences.enrollment.working-hours is " + hours + ". Set it in the form 08:00-17:00.");
        }
        this.week = WorkingWeek.of(
                days(settings.workingDays()),
                new Hours(LocalTime.parse(fromTo[0].strip()), LocalTime.parse(fromTo[1].strip())),
                settings.keepWorkingTime());
        this.recordZoneField = settings.recordTimeZoneField();
        this.fieldUpdateTimeout = settings.fieldUpdateTimeout();
        if (fieldUpdateTimeout.isNegative()) {
            throw new IllegalArgumentException("sequences.enrollment.field-update-timeout is " + fieldUpdateTimeout
                    + ". Set PT0S or a longer duration.");
        }
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

    /** How long a field update waits for its outcome; zero: it does not wait. */
    public Duration fieldUpdateTimeout() {
        return fieldUpdateTimeout;
    }

    /** Name of the record field that contains the record's time zone. */
    public String recordZoneField() {
        return recordZoneField;
    }
}
