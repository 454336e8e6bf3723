package dev.sequences.enrollment.intake.segment;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Topics;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.reference.PendingMembers;
import dev.sequences.enrollment.reference.PendingMembers.PendingMember;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.RecordStatus;
import dev.sequences.enrollment.reference.RefusedMembers;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Enrolls segment members in batches. */
@ApplicationScoped
public class MemberEnroller {

    private static final Logger LOG = Logger.getLogger(MemberEnroller.class);
    private static final UUID NAMESPACE = UUID.fromString("6f0c2f0e-7d5e-4b1e-9d52-3f6c8f1d2a10");

    private final Sequences sequences;
    private final Records records;
    private final PendingMembers pending;
    private final Enroller enroller;
    private final RefusedMembers refusedMembers;
    private final MeterRegistry metrics;

    MemberEnroller(
            Sequences sequences,
            Records records,
            PendingMembers pending,
            Enroller enroller,
            RefusedMembers refusedMembers,
            MeterRegistry metrics) {
        this.sequences = sequences;
        this.records = records;
        this.pending = pending;
        this.enroller = enroller;
        this.refusedMembers = refusedMembers;
        this.metrics = metrics;
    }

    /**
     * Enrolls members whose sequence is active and stores the others until it is. Members of a closed record wait until it is open
     * again. The enrollment's id is derived from the member's event.
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
        // The record is known in the version with which it joined, or in a later one that closed it.
        Map<String, RecordStatus> statuses = statuses(unit, requests.keySet());
        List<Enroller.Result> results = new ArrayList<>();
        requests.forEach((member, request) -> {
            RecordStatus status = statuses.get(key(member));
            Enroller.Result result = refusal(member, status)
                    .<Enroller.Result>map(refusal -> new Enroller.Result.Refused(List.of(refusal)))
                    .orElseGet(() -> enroller.enroll(unit, request, basedOn(member, status)));
            if (result instanceof Enroller.Result.Refused refused) {
                String code = refused.reasons().getFirst().code();
                String version = status == null ? null : status.version();
                refusedMembers.store(unit, member, code, version);
                LOG.infof(
                        "member %s:%s was not enrolled in sequence %s: %s (record version %s)",
                        member.recordType(), member.recordId(), member.sequenceId(), code, version);
                metrics.counter("sequences.enrollment.refused.members", "code", code)
                        .increment();
            }
            results.add(result);
        });
        return results;
    }

    /** Keeps the records from being closed, deleted or created until the end of the unit of work. */
    private Map<String, RecordStatus> statuses(Unit unit, Collection<PendingMember> members) {
        Map<String, RecordStatus> statuses = records.lockStatuses(
                unit, members.stream().map(MemberEnroller::key).toList());
        List<String> deleted = members.stream()
                .filter(member -> refusal(member, statuses.get(key(member))).isPresent())
                .map(MemberEnroller::key)
                .filter(key -> !statuses.containsKey(key))
                .distinct()
                .toList();
        if (!deleted.isEmpty()) {
            records.lockMissing(unit, deleted);
            statuses.putAll(records.lockStatuses(unit, deleted));
        }
        return statuses;
    }

    /** Enrolls the members that wait for these records, which are open now. */
    public void enrollReopened(Unit unit, Collection<String> recordKeys) {
        if (!recordKeys.isEmpty()) {
            List<PendingMember> members = refusedMembers.removeReopened(unit, recordKeys);
            if (!members.isEmpty()) {
                enroll(unit, members);
            }
        }
    }

    /** Forgets a member that left its segment before it was enrolled. */
    void left(Unit unit, String sequenceId, String recordType, String recordId) {
        pending.delete(unit, sequenceId, recordType, recordId);
        refusedMembers.left(unit, sequenceId, recordType, recordId);
    }

    private static Optional<Refusal> refusal(PendingMember member, @Nullable RecordStatus status) {
        if (status != null) {
            return status.active() ? Optional.empty() : Optional.of(Enroller.recordClosed());
        }
        // A record that was known when it joined and is not known now was deleted.
        boolean wasKnown = member.recordVersion() != null
                && member.cause().decidedWithout().isEmpty();
        return wasKnown ? Optional.of(Enroller.recordDeleted()) : Optional.empty();
    }

    private static Cause basedOn(PendingMember member, @Nullable RecordStatus status) {
        return member.cause()
                .basedOn(status == null ? null : FactVersion.stored(Topics.CRM_RECORDS, key(member), status.version()));
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
