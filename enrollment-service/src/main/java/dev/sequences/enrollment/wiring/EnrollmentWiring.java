package dev.sequences.enrollment.wiring;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.enrollment.enrollment.Enrollments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The stored names of this service. Beans find each other by type; nothing else is wired by hand. */
@ApplicationScoped
class EnrollmentWiring {

    @Produces
    @Singleton
    EventNames names() {
        return Enrollments.names();
    }
}
