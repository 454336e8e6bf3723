package dev.sequences.enrollment.jobs;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.intake.segment.MemberEnroller;
import dev.sequences.enrollment.reference.PendingMembers;
import dev.sequences.enrollment.reference.PendingMembers.PendingMember;
import dev.sequences.enrollment.reference.Sequences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Enrolls members that joined before their sequence was active. If the sequence is deactivated meanwhile, the remaining
 * members keep waiting.
 */
@ApplicationScoped
public class EnrollPendingMembersJob implements JobHandler {

    public static final String KIND = "take-up-early-members";
    private static final int SLICE = 200;

    /** The sequence that has been activated. */
    public record Input(String sequenceId) {}

    private final Sequences sequences;
    private final PendingMembers pending;
    private final MemberEnroller memberEnroller;

    EnrollPendingMembersJob(Sequences sequences, PendingMembers pending, MemberEnroller memberEnroller) {
        this.sequences = sequences;
        this.pending = pending;
        this.memberEnroller = memberEnroller;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) {
        String sequenceId = progress.input().get("sequenceId").asText();
        if (sequences.find(unit, sequenceId).filter(s -> s.liveVersion() > 0).isEmpty()) {
            progress.finish();
            return;
        }
        int limit = progress.limit(SLICE);
        List<PendingMember> members = pending.removeNext(unit, sequenceId, limit);
        for (Enroller.Result result : memberEnroller.enroll(unit, members)) {
            switch (result) {
                case Enroller.Result.Refused refused ->
                    progress.error(
                            "member",
                            refused.reasons().getFirst().code(),
                            refused.reasons().getFirst().message());
                case Enroller.Result.Enrolled enrolled -> progress.done(1);
                case Enroller.Result.Open open -> progress.done(1);
            }
        }
        if (members.size() < limit) {
            progress.finish();
        }
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) {
        List<PendingMember> next =
                pending.removeNext(unit, progress.input().get("sequenceId").asText(), 1);
        next.forEach(member -> progress.error(member.recordType() + ":" + member.recordId(), code, message));
        return !next.isEmpty();
    }
}
