package dev.sequences.enrollment.reference;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Assignee;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Members whose sequence is not active yet as far as this service knows. Topics have no common order, so a member may arrive
 * before its definition or before an activation that happened earlier. The activation enrolls them unless they have left the
 * segment by then.
 */
@ApplicationScoped
public class PendingMembers {

    /** A segment member. {@code eventId}: the source of the enrollment's id. */
    public record PendingMember(
            String sequenceId,
            String recordType,
            String recordId,
            String segmentId,
            Assignee owner,
            String eventId,
            Cause cause) {}

    public void store(Unit unit, PendingMember member) throws SQLException {
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into early_member (sequence_id, event_id, member) values (?, ?, ?::jsonb)"
                        + " on conflict do nothing")) {
            insert.setString(1, member.sequenceId());
            insert.setString(2, member.eventId());
            insert.setString(3, Json.text(member));
            insert.executeUpdate();
        }
    }

    /** Deletes a member that left its segment before the sequence was activated. */
    public void delete(Unit unit, String sequenceId, String recordType, String recordId) throws SQLException {
        try (PreparedStatement delete = unit.connection()
                .prepareStatement("delete from early_member where sequence_id = ? and member ->> 'recordType' = ?"
                        + " and member ->> 'recordId' = ?")) {
            delete.setString(1, sequenceId);
            delete.setString(2, recordType);
            delete.setString(3, recordId);
            delete.executeUpdate();
        }
    }

    /** Deletes the members of a deleted sequence. */
    public void delete(Unit unit, String sequenceId) throws SQLException {
        try (PreparedStatement delete =
                unit.connection().prepareStatement("delete from early_member where sequence_id = ?")) {
            delete.setString(1, sequenceId);
            delete.executeUpdate();
        }
    }

    /** Removes and returns up to {@code limit} members of the sequence, oldest first. */
    public List<PendingMember> removeNext(Unit unit, String sequenceId, int limit) throws SQLException {
        List<PendingMember> members = new ArrayList<>();
        try (PreparedStatement take = unit.connection()
                .prepareStatement("delete from early_member where event_id in (select event_id from early_member where"
                        + " sequence_id = ? order by event_id limit ? for update skip locked) returning member")) {
            take.setString(1, sequenceId);
            take.setInt(2, limit);
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    members.add(Json.read(row.getString(1), PendingMember.class));
                }
            }
        }
        return members;
    }
}
