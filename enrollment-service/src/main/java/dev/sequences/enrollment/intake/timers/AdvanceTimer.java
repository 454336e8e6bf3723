package dev.sequences.enrollment.intake.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.timers.DueTimer;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.policies.WhenAdvanceRequestedThenEnroll;
import dev.sequences.enrollment.reference.Advances;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Enrolls a record that was advanced in the sequence that it was advanced to. */
@ApplicationScoped
public class AdvanceTimer implements TimerHandler {

    private static final Logger LOG = Logger.getLogger(AdvanceTimer.class);

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
        return WhenAdvanceRequestedThenEnroll.ADVANCE;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) throws SQLException {
        unit.preload(due.stream().map(DueTimer::owner).toList());
        for (DueTimer timer : due) {
            Progress progress = EnrollmentDecider.progressOf(
                    unit.load(ENROLLMENT, timer.owner()).state());
            String reason = progress == null ? "it never began" : advance(unit, timer, progress);
            if (reason != null) {
                // The old enrollment has ended and says where the record was to go; a person has to look.
                metrics.counter("sequences.enrollment.advance.refused").increment();
                LOG.warnf("enrollment %s was not advanced: %s", timer.owner(), reason);
            }
        }
    }

    /** Why not; null when the record is on the other sequence. */
    private @Nullable String advance(Unit unit, DueTimer timer, Progress progress) throws SQLException {
        Subject subject = progress.subject();
        SequenceState target = sequences
                .find(unit, WhenAdvanceRequestedThenEnroll.targetOf(timer.id()))
                .orElse(null);
        KnownRecord record =
                records.find(unit, subject.recordType(), subject.recordId()).orElse(null);
        if (target == null) {
            return "there is no such sequence here";
        }
        if (record != null && !record.active()) {
            return "the record is closed";
        }
        if (advances.tooMany(unit, subject.recordType(), subject.recordId())) {
            return "the record was advanced " + Advances.MOST_A_DAY + " times within a day";
        }
        Enroller.Result result = enroller.enroll(
                unit,
                new Enroller.Wish(
                        UUID.nameUUIDFromBytes(timer.id().getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        target,
                        subject.recordType(),
                        subject.recordId(),
                        "command",
                        null,
                        progress.assigneeFixed() || record == null ? progress.assignee() : record.owner(),
                        progress.assigneeFixed(),
                        null),
                timer.by("system:advance"));
        return result instanceof Enroller.Result.Refused refused
                ? refused.reasons().getFirst().message()
                : null;
    }
}
