package dev.sequences.segment.reference;

import dev.sequences.chassis.settings.OrganizationSettings;
import dev.sequences.language.condition.EvaluationTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;

/** The time zone of the organization. */
@ApplicationScoped
public class Organization {

    private final ZoneId zone;

    Organization(OrganizationSettings settings) {
        this.zone = settings.timeZone();
    }

    /** The time of an evaluation, with the days of the organization. */
    public EvaluationTime at(Instant now) {
        return new EvaluationTime(now, zone);
    }
}
