package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open enrollments of a record, read from the view that is written with the events. */
@ApplicationScoped
public class OpenEnrollments {

    /** Returns enrollment id to record key for the open enrollments of these records. */
    public Map<String, String> recordKeysById(Unit unit, Collection<String> recordKeys) throws SQLException {
        Map<String, String> open = new HashMap<>();
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select enrollment_id, record_type || ':' || record_id from enrollment"
                        + " where record_type || ':' || record_id = any(?) and ended_at is null")) {
            read.setArray(1, unit.connection().createArrayOf("text", recordKeys.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    open.put(row.getString(1), row.getString(2));
                }
            }
        }
        return open;
    }

    /** Returns the open enrollments of these records with a failed step. */
    public List<String> findFailed(Unit unit, Collection<String> recordKeys) throws SQLException {
        List<String> standing = new ArrayList<>();
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select enrollment_id from enrollment where record_type || ':' || record_id = any(?)"
                        + " and ended_at is null and status = 'error' order by enrollment_id")) {
            read.setArray(1, unit.connection().createArrayOf("text", recordKeys.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    standing.add(row.getString(1));
                }
            }
        }
        return standing;
    }

    /** An open enrollment and the version it follows. */
    public record OpenEnrollment(String id, String recordKey, String sequenceId, int version) {}

    /** Returns the open enrollments of these records. */
    public List<OpenEnrollment> find(Unit unit, Collection<String> recordKeys) throws SQLException {
        List<OpenEnrollment> open = new ArrayList<>();
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select enrollment_id, record_type || ':' || record_id, sequence_id, version"
                        + " from enrollment where record_type || ':' || record_id = any(?) and ended_at is null"
                        + " order by enrollment_id")) {
            read.setArray(1, unit.connection().createArrayOf("text", recordKeys.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    open.add(new OpenEnrollment(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)));
                }
            }
        }
        return open;
    }
}
