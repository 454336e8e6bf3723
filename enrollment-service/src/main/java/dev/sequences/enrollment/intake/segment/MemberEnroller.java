package dev.sequences.enrollment.intake.segment;

import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.reference.PendingMembers;
import dev.sequences.enrollment.reference.PendingMembers.PendingMember;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Enrolls segment members in batches. */
@ApplicationScoped
public class MemberEnroller {

    private static final Logger LOG = Logger.getLogger(MemberEnroller.class);
    private static final UUID NAMESPACE = UUID.fromString("6f0c2f0e-7d5e-4b1e-9d52-3f6c8f1d2a10");

    private final Sequences sequences;
    private final Records records;
    private final PendingMembers pending;
    private final Enroller enroller;
    private final MeterRegistry metrics;

    MemberEnroller(
            Sequences sequences, Records records, PendingMembers pending, Enroller enroller, MeterRegistry metrics) {
        this.sequences = sequences;
        this.records = records;
        this.pending = pending;
        this.enroller = enroller;
        this.metrics = metrics;
    }

    /**
     * Enrolls members whose sequence is active and stores the others until it is. The enrollment's id is derived from the
     * member's event.
     */
    public List<Enroller.Result> enroll(Unit unit, List<PendingMember> members) {
        Map<String, Optional<SequenceState>> known = new HashMap<>();
        Map<PendingMember, Enroller.Request> requests = new LinkedHashMap<>();
        for (PendingMember member : members) {
            Optional<SequenceState> sequence =
                    known.computeIfAbsent(member.sequenceId(), id -> sequences.lock(unit, id));
            if (sequence.isEmpty() || sequence.get().liveVersion() == 0) {
                pending.store(unit, member);
            } else {
                requests.put(member, request(member, sequence.get()));
            }
        }
        enroller.prepare(unit, requests.values());
        // Topics have no common order, so a record may be closed before it is known as a member.
        Set<String> closed = records.closedAmong(
                unit, requests.keySet().stream().map(MemberEnroller::key).toList());
        List<Enroller.Result> results = new ArrayList<>();
        requests.forEach((member, request) -> {
            Enroller.Result result = closed.contains(key(member))
                    ? new Enroller.Result.Refused(List.of(Enroller.recordClosed()))
                    : enroller.enroll(unit, request, member.cause());
            if (result instanceof Enroller.Result.Refused refused) {
                String code = refused.reasons().getFirst().code();
                LOG.infof(
                        "member %s:%s was not enrolled in sequence %s: %s",
                        member.recordType(), member.recordId(), member.sequenceId(), code);
                metrics.counter("sequences.enrollment.refused.members", "code", code)
                        .increment();
            }
            results.add(result);
        });
        return results;
    }

    private static String key(PendingMember member) {
        return Records.key(member.recordType(), member.recordId());
    }

    private static Enroller.Request request(PendingMember member, SequenceState sequence) {
        return new Enroller.Request(
                DerivedIds.of(NAMESPACE, member.eventId()),
                sequence,
                member.recordType(),
                member.recordId(),
                "segment",
                member.segmentId(),
                member.owner(),
                false,
                null,
                null);
    }
}
