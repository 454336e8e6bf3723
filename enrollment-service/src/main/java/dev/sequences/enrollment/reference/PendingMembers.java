package dev.sequences.enrollment.reference;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Assignee;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members whose sequence is not active yet as far as this service knows. Topics have no common order, so a member may arrive
 * before its definition or before an activation that happened earlier. The activation enrolls them unless they have left the
 * segment by then.
 */
@ApplicationScoped
public class PendingMembers {

    /**
     * A segment member.
     *
     * @param eventId the source of the enrollment's id
     * @param recordVersion version of the record with which it joined; null if the segment service did not state it
     */
    public record PendingMember(
            String sequenceId,
            String recordType,
            String recordId,
            String segmentId,
            Assignee owner,
            String eventId,
            Cause cause,
            @Nullable String recordVersion) {}

    public void store(Unit unit, PendingMember member) {
        Rows.of(
                        unit.connection(),
                        "insert into early_member (sequence_id, event_id, member) values (?, ?, ?::jsonb)"
                                + " on conflict do nothing")
                .with(member.sequenceId(), member.eventId(), Json.text(member))
                .update();
    }

    /** Deletes a member that left its segment before the sequence was activated. */
    public void delete(Unit unit, String sequenceId, String recordType, String recordId) {
        Rows.of(
                        unit.connection(),
                        "delete from early_member where sequence_id = ? and member ->> 'recordType' = ?"
                                + " and member ->> 'recordId' = ?")
                .with(sequenceId, recordType, recordId)
                .update();
    }

    /** Deletes the members of a deleted sequence. */
    public void delete(Unit unit, String sequenceId) {
        Rows.of(unit.connection(), "delete from early_member where sequence_id = ?")
                .with(sequenceId)
                .update();
    }

    /** Removes and returns up to {@code limit} members of the sequence, oldest first. */
    public List<PendingMember> removeNext(Unit unit, String sequenceId, int limit) {
        return Rows.of(
                        unit.connection(),
                        "delete from early_member where event_id in (select event_id from early_member where"
                                + " sequence_id = ? order by event_id limit ? for update skip locked) returning member")
                .with(sequenceId, limit)
                .list(row -> Json.read(row.text("member"), PendingMember.class));
    }
}
