package dev.sequences.enrollment.reference;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.reference.PendingMembers.PendingMember;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Segment members that were not enrolled, and why. Members of a closed record wait here: the segment service may read that the record was
 * closed and reopened at once, and then sends no further event.
 */
@ApplicationScoped
public class RefusedMembers {

    /** @param recordVersion version of the record that was known; null if it is unknown or deleted */
    public void store(Unit unit, PendingMember member, String code, @Nullable String recordVersion) {
        Rows.of(
                        unit.connection(),
                        "insert into refused_member (event_id, sequence_id, record_key, member, code, record_version,"
                                + " refused_at) values (?, ?, ?, ?::jsonb, ?, ?, ?) on conflict (event_id) do update set"
                                + " code = excluded.code, record_version = excluded.record_version,"
                                + " refused_at = excluded.refused_at, outcome = null")
                .with(
                        member.eventId(),
                        member.sequenceId(),
                        Records.key(member.recordType(), member.recordId()),
                        Json.text(member),
                        code,
                        recordVersion,
                        unit.now())
                .update();
    }

    /** Returns the members that wait for these records, which are open now. They no longer wait. */
    public List<PendingMember> removeReopened(Unit unit, Collection<String> recordKeys) {
        return Rows.of(
                        unit.connection(),
                        "update refused_member set outcome = 'reopened' where record_key = any(?) and outcome is null"
                                + " and code in ('record-closed', 'record-deleted') returning member")
                .with(recordKeys)
                .list(row -> Json.read(row.text("member"), PendingMember.class));
    }

    /** Records that the member left its segment, so that it no longer waits for its record. */
    public void left(Unit unit, String sequenceId, String recordType, String recordId) {
        Rows.of(
                        unit.connection(),
                        "update refused_member set outcome = 'left' where record_key = ? and sequence_id = ?"
                                + " and outcome is null")
                .with(Records.key(recordType, recordId), sequenceId)
                .update();
    }
}
