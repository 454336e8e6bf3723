package dev.sequences.segment.recordlist;

import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;

/** Table {@code open_enrollment}: a view of {@code sequences.enrollments}, behind it by the delay of the topic. */
public final class OpenEnrollments {

    private OpenEnrollments() {}

    /** An enrollment that began. */
    public record Open(String enrollmentId, String sequenceId, String recordType, String recordId) {}

    public static void add(Connection connection, Collection<Open> opened) {
        if (opened.isEmpty()) {
            return;
        }
        List<Open> rows = List.copyOf(opened);
        Rows.of(
                        connection,
                        "insert into open_enrollment (enrollment_id, sequence_id, record_type, record_id)"
                                + " select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])"
                                + " on conflict do nothing")
                .with(
                        rows.stream().map(Open::enrollmentId).toArray(String[]::new),
                        rows.stream().map(Open::sequenceId).toArray(String[]::new),
                        rows.stream().map(Open::recordType).toArray(String[]::new),
                        rows.stream().map(Open::recordId).toArray(String[]::new))
                .update();
    }

    public static void remove(Connection connection, Collection<String> endedIds) {
        if (!endedIds.isEmpty()) {
            Rows.of(connection, "delete from open_enrollment where enrollment_id = any(?)")
                    .with(endedIds)
                    .update();
        }
    }
}
