package dev.sequences.enrollment.intake.records;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.unit.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import dev.sequences.enrollment.policies.CheckRelatedExitsJob;
import dev.sequences.enrollment.reference.ExitReferences;
import dev.sequences.enrollment.reference.OpenEnrollments;
import dev.sequences.enrollment.reference.OpenEnrollments.OpenEnrollment;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.enrollment.reference.RelatedRecords;
import dev.sequences.enrollment.reference.Sequences;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A changed record may have to leave a sequence whose exit criteria ask what it is like. */
@ApplicationScoped
class RecordExits {

    private final OpenEnrollments open;
    private final Sequences sequences;

    private final RelatedRecords related;

    private final ExitReferences references;
    private final Jobs jobs;

    RecordExits(
            OpenEnrollments open, Sequences sequences, RelatedRecords related, ExitReferences references, Jobs jobs) {
        this.open = open;
        this.sequences = sequences;
        this.related = related;
        this.references = references;
        this.jobs = jobs;
    }

    /** Closed records are left out: they end for that reason. */
    void check(Unit unit, Map<String, @Nullable KnownRecord> changed, Set<String> closed, List<Message> messages)
            throws SQLException {
        if (!sequences.anyAsksRecordForExit(unit)) {
            return;
        }
        Map<String, Cause> causes = new LinkedHashMap<>();
        messages.forEach(message -> causes.put(message.key(), message.cause()));
        Set<String> keys = new HashSet<>(changed.keySet());
        keys.removeAll(closed);
        checkOwn(unit, changed, keys, causes);
        for (String key : references.asked(unit, changed.keySet())) {
            Cause cause = causes.get(key);
            if (cause != null) {
                jobs.start(unit, CheckRelatedExitsJob.KIND, new CheckRelatedExitsJob.Input(key), cause);
            }
        }
    }

    private void checkOwn(
            Unit unit, Map<String, @Nullable KnownRecord> changed, Set<String> keys, Map<String, Cause> causes)
            throws SQLException {
        List<OpenEnrollment> candidates = open.walkedBy(unit, keys).stream()
                .filter(one ->
                        sequences.frozen(unit, one.sequenceId(), one.version()).asksRecordForExit())
                .toList();
        unit.preload(candidates.stream().map(OpenEnrollment::id).toList());
        for (OpenEnrollment one : candidates) {
            KnownRecord record = changed.get(one.recordKey());
            Cause cause = causes.get(one.recordKey());
            if (record != null && cause != null) {
                Graph graph = sequences.frozen(unit, one.sequenceId(), one.version());
                RecordFacts facts = related.complete(unit, graph, record.facts());
                references.keep(unit, one.id(), graph, facts);
                unit.execute(ENROLLMENT, one.id(), new CheckExit(graph, facts, unit.now()), cause);
            }
        }
    }
}
