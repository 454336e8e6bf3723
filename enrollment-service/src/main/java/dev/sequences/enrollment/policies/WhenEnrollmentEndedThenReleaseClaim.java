package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Releases the claim when an enrollment ends, so that the record can be enrolled again. */
@ApplicationScoped
public class WhenEnrollmentEndedThenReleaseClaim implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        List<Recorded<?>> ended = events.stream()
                .filter(e -> e.event() instanceof EnrollmentEnded)
                .toList();
        unit.claims()
                .preload(
                        Enroller.OPEN_ENROLLMENT,
                        ended.stream()
                                .map(WhenEnrollmentEndedThenReleaseClaim::claim)
                                .toList());
        ended.forEach(e -> unit.claims().release(Enroller.OPEN_ENROLLMENT, claim(e), e.aggregateId()));
    }

    private static String claim(Recorded<?> recorded) {
        EnrollmentEnded ended = (EnrollmentEnded) recorded.event();
        return Enroller.claimOf(
                ended.subject().sequenceId(),
                ended.subject().recordType(),
                ended.subject().recordId());
    }
}
