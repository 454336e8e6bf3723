package dev.sequences.enrollment.enrollment;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.FieldUpdates;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.enrollment.reference.RelatedRecords;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Timetables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about a running enrollment needs besides its state: the version's graph, and the current owner and fields of
 * the record.
 */
@ApplicationScoped
public class EnrollmentContexts {

    /**
     * Context of one enrollment.
     *
     * @param recordOwner gets the steps that open from now on (rule 4.4)
     * @param record version of the record that the decision uses; null if it is unknown
     */
    public record Context(
            Graph graph,
            Assignee recordOwner,
            RecordFacts facts,
            @Nullable FactVersion record) {

        /** Returns the cause of a decision with this context. */
        public Cause basedOn(Cause cause) {
            return cause.withFact(record);
        }
    }

    private final Sequences sequences;
    private final Records records;
    private final Timetables timetables;

    private final RelatedRecords related;

    EnrollmentContexts(Sequences sequences, Records records, Timetables timetables, RelatedRecords related) {
        this.sequences = sequences;
        this.records = records;
        this.timetables = timetables;
        this.related = related;
    }

    /** A batch: one query for all streams, one for all records, and one for their related records. */
    public final class Batch {
        private final Unit unit;
        private final Map<String, KnownRecord> owners;
        private final Timetables.Batch timetables;
        private final Map<String, RecordFacts> facts;

        private Batch(Unit unit, Map<String, KnownRecord> owners, Map<String, RecordFacts> facts) {
            this.unit = unit;
            this.owners = owners;
            this.timetables = EnrollmentContexts.this.timetables.batch(unit);
            this.facts = facts;
        }

        /** Empty when the enrollment does not exist. */
        public Optional<Context> of(String enrollmentId) {
            Progress progress = EnrollmentDecider.progressOf(
                    unit.load(ENROLLMENT, enrollmentId).state());
            if (progress == null) {
                return Optional.empty();
            }
            Subject subject = progress.subject();
            KnownRecord record = owners.get(Records.key(subject.recordType(), subject.recordId()));
            // Updates that the enrollment itself requested take precedence over an older state of the record.
            FieldUpdates updates = progress.updates().since(record == null ? null : record.changedAt());
            Assignee owner = updates.applyTo(record == null ? progress.assignee() : record.owner());
            RecordFacts known = updates.applyTo(
                    facts.getOrDefault(enrollmentId, record == null ? RecordFacts.NONE : record.facts()));
            return Optional.of(new Context(
                    timetables.withTimetable(
                            sequences.graph(unit, subject.sequenceId(), subject.version()),
                            progress.assigneeFixed() ? progress.assignee() : owner,
                            progress.assigneeFixed(),
                            known),
                    owner,
                    known,
                    record == null ? null : record.fact()));
        }
    }

    public Batch prepare(Unit unit, Collection<String> enrollmentIds) {
        unit.preload(enrollmentIds);
        Map<String, Subject> subjects = new LinkedHashMap<>();
        for (String id : enrollmentIds) {
            Progress progress =
                    EnrollmentDecider.progressOf(unit.load(ENROLLMENT, id).state());
            if (progress != null) {
                subjects.put(id, progress.subject());
            }
        }
        Map<String, KnownRecord> owners = records.find(
                unit,
                subjects.values().stream()
                        .map(subject -> Records.key(subject.recordType(), subject.recordId()))
                        .toList());
        return new Batch(unit, owners, withRelated(unit, subjects, owners));
    }

    /** By enrollment, for those whose graph uses related records. */
    private Map<String, RecordFacts> withRelated(
            Unit unit, Map<String, Subject> subjects, Map<String, KnownRecord> owners) {
        List<String> ids = new ArrayList<>();
        List<RelatedRecords.RecordOnGraph> items = new ArrayList<>();
        subjects.forEach((id, subject) -> {
            KnownRecord record = owners.get(Records.key(subject.recordType(), subject.recordId()));
            Graph graph = sequences.frozenGraph(unit, subject.sequenceId(), subject.version());
            if (record != null && !graph.relations().isEmpty()) {
                ids.add(id);
                items.add(new RelatedRecords.RecordOnGraph(graph, record.facts()));
            }
        });
        Map<String, RecordFacts> facts = new HashMap<>();
        List<RecordFacts> complete = related.withRelated(unit, items);
        for (int i = 0; i < ids.size(); i++) {
            facts.put(ids.get(i), complete.get(i));
        }
        return facts;
    }
}
