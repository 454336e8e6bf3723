package dev.sequences.enrollment.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.Advances;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failure;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.FailAdvance;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.enrollment.model.graph.AssignTo;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Enrolls an advanced record in the target sequence. If that is impossible, its previous enrollment records the failure. */
@ApplicationScoped
public class AdvanceTimer implements TimerHandler {

    private final Sequences sequences;
    private final Records records;
    private final Advances advances;
    private final Enroller enroller;
    private final MeterRegistry metrics;

    AdvanceTimer(Sequences sequences, Records records, Advances advances, Enroller enroller, MeterRegistry metrics) {
        this.sequences = sequences;
        this.records = records;
        this.advances = advances;
        this.enroller = enroller;
        this.metrics = metrics;
    }

    @Override
    public String kind() {
        return StepTimer.ADVANCE.kind();
    }

    /** In order, because advances of a record within a day are counted. */
    @Override
    public boolean firesInOrder() {
        return true;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        unit.preload(due.stream().map(DueTimer::owner).toList());
        Map<String, Integer> made = new HashMap<>();
        for (DueTimer timer : due) {
            Progress progress = EnrollmentDecider.progressOf(
                    unit.load(ENROLLMENT, timer.owner()).state());
            Failure failure = progress == null ? null : advance(unit, timer, progress, made);
            if (failure != null) {
                metrics.counter("sequences.enrollment.advance.refused", "code", failure.code())
                        .increment();
                unit.execute(
                        ENROLLMENT,
                        timer.owner(),
                        new FailAdvance(StepTimer.stepOf(timer.id()), failure.code(), failure.reason(), unit.now()),
                        timer.causeBy("system:advance"));
            }
        }
    }

    /**
     * Returns the failure, or null when the record is now in the target sequence.
     *
     * @param made advances of this unit of work by record, which no view contains yet
     */
    private @Nullable Failure advance(Unit unit, DueTimer timer, Progress progress, Map<String, Integer> made) {
        Subject subject = progress.subject();
        String key = Records.key(subject.recordType(), subject.recordId());
        SequenceState target =
                sequences.lock(unit, StepTimer.targetOf(timer.id())).orElse(null);
        KnownRecord record = records.lock(unit, List.of(key)).get(key);
        if (target == null) {
            return new Failure("advance-target-unknown", "The target sequence does not exist.");
        }
        if (target.liveVersion() == 0) {
            return new Failure("advance-target-inactive", "The sequence '" + target.name() + "' is not active.");
        }
        if (record == null) {
            return new Failure("record-unknown", "The record does not exist any more.");
        }
        if (!record.active()) {
            return new Failure("record-closed", "The record is closed.");
        }
        if (advances.limitReached(unit, subject.recordType(), subject.recordId(), made.getOrDefault(key, 0))) {
            return new Failure(
                    "advance-limit-reached",
                    "The record was advanced " + Advances.MAX_PER_DAY + " times within a day.");
        }
        boolean connected = sequences
                        .frozenGraph(unit, subject.sequenceId(), subject.version())
                        .assignTo()
                        .rule()
                == AssignTo.Rule.CURRENT_USER;
        boolean fixed = progress.assigneeFixed() && !connected;
        String id = DerivedIds.of(timer.id());
        Enroller.Result result = enroller.enroll(
                unit,
                new Enroller.Request(
                        id,
                        target,
                        subject.recordType(),
                        subject.recordId(),
                        "command",
                        null,
                        fixed ? progress.assignee() : record.owner(),
                        fixed,
                        // The user who enrolled the record in the first sequence counts as the one who enrolled it
                        // here.
                        connected && progress.assigneeFixed()
                                ? progress.assignee().id()
                                : null,
                        null),
                timer.causeBy("system:advance"));
        return switch (result) {
            case Enroller.Result.Enrolled enrolled -> {
                made.merge(key, 1, Integer::sum);
                yield null;
            }
            case Enroller.Result.Open open ->
                open.id().equals(id)
                        ? null
                        : new Failure(
                                "already-connected",
                                "The record is already enrolled in the sequence '" + target.name()
                                        + "', with enrollment " + open.id() + ".");
            case Enroller.Result.Refused refused ->
                new Failure("advance-refused", refused.reasons().getFirst().message());
        };
    }
}
