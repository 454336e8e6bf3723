package dev.sequences.enrollment.reference;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a decision about a running enrollment needs besides its state: the frozen graph and the record's present owner. */
@ApplicationScoped
public class WalkContext {

    /** {@code recordOwner}: gets the steps that open from now on (rule 4.4). */
    public record Walk(Graph graph, Assignee recordOwner, RecordFacts facts) {}

    private final Sequences sequences;
    private final Records records;
    private final Timetables timetables;

    WalkContext(Sequences sequences, Records records, Timetables timetables) {
        this.sequences = sequences;
        this.records = records;
        this.timetables = timetables;
    }

    /** One batch of walks: all streams in one query, all owners in another. */
    public final class Walks {
        private final Unit unit;
        private final Map<String, KnownRecord> owners;
        private final Timetables.Batch kept;

        private Walks(Unit unit, Map<String, KnownRecord> owners) {
            this.unit = unit;
            this.owners = owners;
            this.kept = timetables.batch(unit);
        }

        /** Empty for an enrollment that does not exist. */
        public Optional<Walk> of(String enrollmentId) {
            Progress progress = EnrollmentDecider.progressOf(
                    unit.load(ENROLLMENT, enrollmentId).state());
            if (progress == null) {
                return Optional.empty();
            }
            Subject subject = progress.subject();
            KnownRecord record = owners.get(Records.key(subject.recordType(), subject.recordId()));
            Assignee owner = record == null ? progress.assignee() : record.owner();
            RecordFacts facts = record == null ? RecordFacts.NONE : record.facts();
            return Optional.of(new Walk(
                    kept.kept(
                            sequences.graph(unit, subject.sequenceId(), subject.version()),
                            progress.assigneeFixed() ? progress.assignee() : owner,
                            facts),
                    owner,
                    facts));
        }
    }

    public Walks prepare(Unit unit, Collection<String> enrollmentIds) {
        unit.preload(enrollmentIds);
        List<String> keys = new ArrayList<>();
        for (String id : enrollmentIds) {
            Progress progress =
                    EnrollmentDecider.progressOf(unit.load(ENROLLMENT, id).state());
            if (progress != null) {
                keys.add(Records.key(
                        progress.subject().recordType(), progress.subject().recordId()));
            }
        }
        return new Walks(unit, records.find(unit, keys));
    }
}
