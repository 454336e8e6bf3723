package dev.sequences.enrollment.intake.records;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.OpenEnrollments;
import dev.sequences.enrollment.enrollment.OpenEnrollments.OpenEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.jobs.CheckRelatedJob;
import dev.sequences.enrollment.reference.ExitReferences;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.enrollment.reference.RelatedChanges;
import dev.sequences.enrollment.reference.RelatedRecords;
import dev.sequences.enrollment.reference.Sequences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ends enrollments whose exit criteria a changed record meets. */
@ApplicationScoped
class RecordExits {

    private final OpenEnrollments open;
    private final Sequences sequences;
    private final RelatedRecords related;
    private final ExitReferences references;
    private final RelatedChanges changes;
    private final Jobs jobs;

    RecordExits(
            OpenEnrollments open,
            Sequences sequences,
            RelatedRecords related,
            ExitReferences references,
            RelatedChanges changes,
            Jobs jobs) {
        this.open = open;
        this.sequences = sequences;
        this.related = related;
        this.references = references;
        this.changes = changes;
        this.jobs = jobs;
    }

    /** Skips closed records, whose enrollments end for that reason. */
    void check(Unit unit, Map<String, @Nullable KnownRecord> changed, Set<String> closed, List<Message> messages) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        messages.forEach(message -> causes.put(message.key(), message.cause()));
        if (sequences.anyExitDependsOnRecord(unit)) {
            Set<String> keys = new HashSet<>(changed.keySet());
            keys.removeAll(closed);
            checkOwn(unit, changed, keys, causes);
        }
        Map<String, Cause> relatedCauses = new LinkedHashMap<>();
        for (String key : references.referenced(unit, changed.keySet())) {
            Cause cause = causes.get(key);
            if (cause != null) {
                relatedCauses.put(key, cause);
            }
        }
        if (!relatedCauses.isEmpty()) {
            changes.add(unit, relatedCauses);
            jobs.startUnlessRunning(
                    unit,
                    CheckRelatedJob.KIND,
                    Map.of(),
                    relatedCauses.values().iterator().next());
        }
    }

    private void checkOwn(
            Unit unit, Map<String, @Nullable KnownRecord> changed, Set<String> keys, Map<String, Cause> causes) {
        List<OpenEnrollment> candidates = open.find(unit, keys).stream()
                .filter(one -> sequences
                        .frozenGraph(unit, one.sequenceId(), one.version())
                        .exitsDependOnRecord())
                .toList();
        unit.preload(candidates.stream().map(OpenEnrollment::id).toList());
        Set<String> dependent = lockDependent(unit, candidates);
        for (OpenEnrollment one : candidates) {
            KnownRecord record = changed.get(one.recordKey());
            Cause cause = causes.get(one.recordKey());
            if (record != null && cause != null) {
                Graph graph = sequences.frozenGraph(unit, one.sequenceId(), one.version());
                RecordFacts facts = related.withRelated(unit, graph, record.facts());
                if (dependent.contains(one.id())) {
                    references.replace(unit, one.id(), graph, facts);
                }
                unit.execute(ENROLLMENT, one.id(), new CheckExit(graph, facts, unit.now()), cause);
            }
        }
    }

    /** Returns those that depend on related records and are not being ended by another replica. */
    private Set<String> lockDependent(Unit unit, List<OpenEnrollment> candidates) {
        List<String> dependent = candidates.stream()
                .filter(one -> !sequences
                        .frozenGraph(unit, one.sequenceId(), one.version())
                        .exitRelations()
                        .isEmpty())
                .map(OpenEnrollment::id)
                .toList();
        return dependent.isEmpty() ? Set.of() : references.lockOpen(unit, dependent);
    }
}
