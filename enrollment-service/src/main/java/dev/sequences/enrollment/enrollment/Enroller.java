package dev.sequences.enrollment.enrollment;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings.ZoneRule;
import dev.sequences.enrollment.enrollment.model.graph.AssignTo;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.reference.ExitReferences;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.RelatedRecords;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import dev.sequences.enrollment.reference.Timetables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enrolls records from every source: at most one open enrollment per sequence and record (rule 4.3). */
@ApplicationScoped
public class Enroller {

    /** Claim type: one open enrollment per sequence and record. */
    public static final String OPEN_ENROLLMENT = "open-enrollment";

    private final Sequences sequences;
    private final Records records;
    private final Timetables timetables;
    private final RelatedRecords related;
    private final ExitReferences references;

    Enroller(
            Sequences sequences,
            Records records,
            Timetables timetables,
            RelatedRecords related,
            ExitReferences references) {
        this.sequences = sequences;
        this.records = records;
        this.timetables = timetables;
        this.related = related;
        this.references = references;
    }

    /**
     * A request to enroll a record.
     *
     * @param id new or derived; the same for a repeated request
     * @param by the user who enrolls the record; null for a system
     */
    public record Request(
            String id,
            SequenceState sequence,
            String recordType,
            String recordId,
            String source,
            @Nullable String segmentId,
            Assignee assignee,
            boolean assigneeFixed,
            @Nullable String by,
            @Nullable String startAt) {

        public String claim() {
            return claimOf(sequence.sequenceId(), recordType, recordId);
        }
    }

    /** Outcome of a request. */
    public sealed interface Result {
        /** A new enrollment. */
        record Enrolled(String id, Enrollment state, long version) implements Result {}

        /** An open enrollment exists already. */
        record Open(String id) implements Result {}

        /** The record cannot be enrolled. */
        record Refused(List<Refusal> reasons) implements Result {}
    }

    public static String claimOf(String sequenceId, String recordType, String recordId) {
        return sequenceId + "/" + recordType + "/" + recordId;
    }

    public static Refusal recordClosed() {
        return Refusal.conflict("record-closed", "The record is closed.", "Reopen the record before you enroll it.");
    }

    public static Refusal recordDeleted() {
        return Refusal.conflict(
                "record-deleted", "The record was deleted.", "Create the record again before you enroll it.");
    }

    /** Preloads a batch of requests in two queries. */
    public void prepare(Unit unit, Collection<Request> requests) {
        unit.preload(requests.stream().map(Request::id).toList());
        unit.claims()
                .preload(OPEN_ENROLLMENT, requests.stream().map(Request::claim).toList());
    }

    public Result enroll(Unit unit, Request request, Cause cause) {
        SequenceState sequence = request.sequence();
        if (sequence.liveVersion() == 0) {
            return new Result.Refused(List.of(Refusal.conflict(
                    "sequence-not-active",
                    "The sequence '" + sequence.name() + "' is not active.",
                    "Activate the sequence, or choose an active one.")));
        }
        if (!sequence.recordType().equals(request.recordType())) {
            return new Result.Refused(List.of(Refusal.rule(
                    "record-type-mismatch",
                    "recordType",
                    "The sequence is for records of type " + sequence.recordType() + ", not " + request.recordType()
                            + ".",
                    "Choose a sequence for records of this type.")));
        }
        Loaded<Enrollment> before = unit.load(ENROLLMENT, request.id());
        if (before.version() > 0) {
            // A repeated request, e.g. a redelivered message whose enrollment has ended.
            return new Result.Open(request.id());
        }
        String other = unit.claims().holder(OPEN_ENROLLMENT, request.claim());
        if (other != null) {
            return new Result.Open(other);
        }
        Graph graph = sequences.graph(unit, sequence.sequenceId(), sequence.liveVersion());
        RecordFacts facts = facts(unit, request, graph);
        // The user who enrolls the record gets all steps, even if the owner of the record changes later.
        boolean assignToEnroller = !request.assigneeFixed()
                && request.by() != null
                && graph.assignTo().rule() == AssignTo.Rule.CURRENT_USER;
        Assignee assignee = assignToEnroller && request.by() != null ? Assignee.user(request.by()) : request.assignee();
        boolean fixed = assignToEnroller || request.assigneeFixed();
        Outcome<Enrollment, EnrollmentEvent> outcome = unit.execute(
                ENROLLMENT,
                request.id(),
                new EnrollRecord(
                        request.id(),
                        new Subject(
                                sequence.sequenceId(),
                                sequence.liveVersion(),
                                request.recordType(),
                                request.recordId()),
                        request.source(),
                        request.segmentId(),
                        assignee,
                        fixed,
                        timetables.batch(unit).withTimetable(graph, assignee, fixed, facts),
                        request.startAt(),
                        facts,
                        unit.now()),
                cause.withFact(sequence.definition()));
        return switch (outcome) {
            case Outcome.Refused<Enrollment, EnrollmentEvent> refused -> new Result.Refused(refused.refusals());
            case Outcome.Done<Enrollment, EnrollmentEvent> done -> {
                if (!(done.state() instanceof Enrollment.Ended)) {
                    unit.claims().claim(OPEN_ENROLLMENT, request.claim(), request.id());
                    references.replace(unit, request.id(), graph, facts);
                }
                yield new Result.Enrolled(request.id(), done.state(), done.version());
            }
        };
    }

    /**
     * Reads the record only if the first node or the settings need its fields; most sequences start with a step for the owner.
     */
    private RecordFacts facts(Unit unit, Request request, Graph graph) {
        boolean rests = graph.node(request.startAt() == null ? graph.start() : request.startAt())
                .map(first -> first instanceof Node.Step || first instanceof Node.Wait)
                .orElse(true);
        return rests
                        && !graph.assignTo().usesFields()
                        && graph.exitRelations().isEmpty()
                        && !(graph.settings().zone() instanceof ZoneRule.OfRecord)
                ? RecordFacts.NONE
                : records.find(unit, request.recordType(), request.recordId())
                        .map(record -> related.withRelated(unit, graph, record.facts()))
                        .orElse(RecordFacts.NONE);
    }
}
