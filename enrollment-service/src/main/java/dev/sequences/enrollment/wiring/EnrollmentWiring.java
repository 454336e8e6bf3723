package dev.sequences.enrollment.wiring;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.enrollment.enrollment.Enrollments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Provides the stored names of this service's events. */
@ApplicationScoped
class EnrollmentWiring {

    @Produces
    @Singleton
    EventNames names() {
        return Enrollments.names();
    }
}
