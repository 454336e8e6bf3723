package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open enrollments of a record, read from the view that is written with the events. */
@ApplicationScoped
public class OpenEnrollments {

    /** Returns enrollment id to record key for the open enrollments of these records. */
    public Map<String, String> recordKeysById(Unit unit, Collection<String> recordKeys) {
        Map<String, String> open = new HashMap<>();
        Rows.of(
                        unit.connection(),
                        "select enrollment_id, record_type || ':' || record_id as record_key from enrollment"
                                + " where record_type || ':' || record_id = any(?) and ended_at is null")
                .with(recordKeys)
                .forEach(row -> open.put(row.text("enrollment_id"), row.text("record_key")));
        return open;
    }

    /** Returns the open enrollments of these records with a failed step. */
    public List<String> findFailed(Unit unit, Collection<String> recordKeys) {
        return Rows.of(
                        unit.connection(),
                        "select enrollment_id from enrollment where record_type || ':' || record_id = any(?)"
                                + " and ended_at is null and status = 'error' order by enrollment_id")
                .with(recordKeys)
                .list(row -> row.text("enrollment_id"));
    }

    /** An open enrollment and the version it follows. */
    public record OpenEnrollment(String id, String recordKey, String sequenceId, int version) {}

    /** Returns the open enrollments of these records. */
    public List<OpenEnrollment> find(Unit unit, Collection<String> recordKeys) {
        return Rows.of(
                        unit.connection(),
                        "select enrollment_id, record_type || ':' || record_id as record_key, sequence_id, version"
                                + " from enrollment where record_type || ':' || record_id = any(?) and ended_at is null"
                                + " order by enrollment_id")
                .with(recordKeys)
                .list(row -> new OpenEnrollment(
                        row.text("enrollment_id"),
                        row.text("record_key"),
                        row.text("sequence_id"),
                        row.intValue("version")));
    }
}
