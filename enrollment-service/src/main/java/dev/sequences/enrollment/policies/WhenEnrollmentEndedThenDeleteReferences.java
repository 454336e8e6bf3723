package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.reference.ExitReferences;
import dev.sequences.enrollment.reference.Sequences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Deletes the references to related records when an enrollment ends. */
@ApplicationScoped
public class WhenEnrollmentEndedThenDeleteReferences implements EventEffect {

    private final Sequences sequences;
    private final ExitReferences references;

    WhenEnrollmentEndedThenDeleteReferences(Sequences sequences, ExitReferences references) {
        this.sequences = sequences;
        this.references = references;
    }

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        List<String> ended = new ArrayList<>();
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof EnrollmentEnded event && usesRelatedRecords(unit, event.subject())) {
                ended.add(recorded.aggregateId());
            }
        }
        if (!ended.isEmpty()) {
            references.deleteOfEnded(unit, ended);
        }
    }

    private boolean usesRelatedRecords(Unit unit, Subject subject) {
        return !sequences
                .frozenGraph(unit, subject.sequenceId(), subject.version())
                .relations()
                .isEmpty();
    }
}
