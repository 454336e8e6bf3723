package dev.sequences.segment.reference;

import dev.sequences.language.condition.EvaluationTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the organization is: configuration. */
@ApplicationScoped
public class Organization {

    private final ZoneId zone;

    Organization(@ConfigProperty(name = "sequences.organization.time-zone", defaultValue = "UTC") String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** The time of an evaluation, with the days of the organization. */
    public EvaluationTime at(Instant now) {
        return new EvaluationTime(now, zone);
    }
}
