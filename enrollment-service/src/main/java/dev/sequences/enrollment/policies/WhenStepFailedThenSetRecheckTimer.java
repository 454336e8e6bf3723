package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepFailed;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.reference.ExitReferences;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.timers.StepTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A failed step may become executable with the next change of its record or of a related record. A change that another replica
 * stores concurrently does not see this failure, nor this failure the change; therefore a timer rechecks the step once.
 */
@ApplicationScoped
public class WhenStepFailedThenSetRecheckTimer implements EventEffect {

    /** Codes of failures that a change of the record can resolve. */
    private static final Set<String> RESOLVABLE_BY_RECORD = Set.of("field-missing", "assignee-missing");

    /** Longer than any unit of work. */
    private static final Duration RECHECK_DELAY = Duration.ofSeconds(30);

    private final Sequences sequences;
    private final Records records;
    private final ExitReferences references;

    WhenStepFailedThenSetRecheckTimer(Sequences sequences, Records records, ExitReferences references) {
        this.sequences = sequences;
        this.records = records;
        this.references = references;
    }

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        Map<String, Subject> dependent = new LinkedHashMap<>();
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof StepFailed failed && RESOLVABLE_BY_RECORD.contains(failed.code())) {
                unit.timers()
                        .set(
                                StepTimer.RECHECK.id(failed.stepId()),
                                StepTimer.RECHECK.kind(),
                                recorded.aggregateId(),
                                failed.at().plus(RECHECK_DELAY),
                                recorded);
                if (!graph(unit, failed.subject()).relations().isEmpty()) {
                    dependent.put(recorded.aggregateId(), failed.subject());
                }
            } else if (recorded.event() instanceof EnrollmentEnded) {
                dependent.remove(recorded.aggregateId());
            }
        }
        if (!dependent.isEmpty()) {
            addReferences(unit, dependent);
        }
    }

    private void addReferences(Unit unit, Map<String, Subject> dependent) {
        Map<String, KnownRecord> known = records.find(
                unit,
                dependent.values().stream()
                        .map(WhenStepFailedThenSetRecheckTimer::key)
                        .collect(Collectors.toSet()));
        for (Map.Entry<String, Subject> one : dependent.entrySet()) {
            KnownRecord record = known.get(key(one.getValue()));
            if (record != null) {
                references.add(unit, one.getKey(), graph(unit, one.getValue()).relations(), record.facts());
            }
        }
    }

    private Graph graph(Unit unit, Subject subject) {
        return sequences.frozenGraph(unit, subject.sequenceId(), subject.version());
    }

    private static String key(Subject subject) {
        return Records.key(subject.recordType(), subject.recordId());
    }
}
