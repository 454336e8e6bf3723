package dev.sequences.segment.assignment;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.assignment.AssignmentRows.Decided;
import dev.sequences.segment.assignment.model.AssignmentFact.RecordAssigned;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assigns a record that a user chose. */
public final class ManualAssignment {

    private static final String UPDATE = """
            update record r set owner_type = ?, owner_id = ?, origin = 'intake', fields = (r.fields::text)::jsonb, actor = ?,
              correlation_id = ?, changed_at = ?, version = nextval('record_version')
            where r.record_type = ? and r.record_id = ? and (r.owner_type, r.owner_id) is distinct from (?, ?)
            """;

    private ManualAssignment() {}

    /**
     * Changes the owner; an equal owner is stored as a decision as well, so that the record needs no attention any longer.
     *
     * @throws Problem if the record does not exist or is closed
     */
    public static void assign(Unit unit, RecordKey key, String type, String assignee, Cause cause) {
        // Before the row of the record, as in the decisions of rules: another order could deadlock.
        Loads.lock(unit.connection());
        StoredRecord record = RecordRows.read(unit.connection(), List.of(key)).get(key);
        if (record == null) {
            throw Problem.unknown("record", key.recordId());
        }
        if (!record.active()) {
            throw Problem.rule("record-closed", "recordId", "The record is closed.", "Assign active records only.");
        }
        Rows.of(unit.connection(), UPDATE)
                .with(type, assignee, cause.actor(), cause.correlationId(), unit.now())
                .with(key.recordType(), key.recordId(), type, assignee)
                .update();
        var member = Rows.of(
                        unit.connection(),
                        "select segment_id, rule_version from membership where record_type = ? and record_id = ?")
                .with(key.recordType(), key.recordId())
                .first(row -> new Membership(row.textOrNull("segment_id"), row.intValue("rule_version")))
                .orElse(new Membership(null, 0));
        RecordAssigned fact = new RecordAssigned(
                key.recordType(),
                key.recordId(),
                record.version(),
                member.segmentId(),
                member.segmentId() == null ? null : member.version(),
                null,
                type,
                assignee,
                record.ownerType(),
                record.ownerId(),
                "manual",
                null,
                null,
                0,
                List.of());
        AssignmentRows.write(unit, List.of(new Decided(key, record.ownerType(), record.ownerId(), fact, cause)));
    }

    private record Membership(@Nullable String segmentId, int version) {}
}
