package dev.sequences.segment.recordimport;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.recordimport.model.FileBytes;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;

/**
 * Files that wait for their import, in tables {@code import_file} and {@code import_chunk}. Spooled chunk by chunk on a separate connection,
 * so that a slow upload does not block a unit of work. A file without a job is removed.
 */
final class SpooledFiles {

    /** Retention of files without a job, which belong to requests that did not complete. */
    private static final String ABANDONED_AFTER = "1 day";

    private SpooledFiles() {}

    /** Begins a file. Removes files of requests that did not complete. */
    static Spooler begin(Connection connection, String id) {
        Rows.of(
                        connection,
                        "delete from import_file where job_id is null"
                                + " and created_at < (select chassis.suite_now()) - interval '" + ABANDONED_AFTER + "'")
                .update();
        Rows.of(connection, "insert into import_file (id, created_at) values (?, chassis.suite_now())")
                .with(id)
                .update();
        return new Spooler(connection, id);
    }

    /** Assigns the file to its job, which removes it. Throws {@link IllegalStateException} if the file was removed meanwhile. */
    static void assignTo(Connection connection, String id, String jobId) {
        int updated = Rows.of(connection, "update import_file set job_id = ? where id = ?")
                .with(jobId, id)
                .update();
        if (updated == 0) {
            throw new IllegalStateException("file " + id + " was removed before its job started");
        }
    }

    static FileBytes open(Connection connection, String id, long length) {
        return new FileBytes(length, number -> chunk(connection, id, number));
    }

    private static byte[] chunk(Connection connection, String id, int number) {
        return Rows.of(connection, "select data from import_chunk where file_id = ? and number = ?")
                .with(id, number)
                .first(row -> row.bytes("data"))
                .orElseThrow(() -> new IllegalStateException("chunk " + number + " of file " + id + " is missing"));
    }

    /** Removes the file with its chunks and its seen ids. */
    static void remove(Connection connection, String id) {
        Rows.of(connection, "delete from import_file where id = ?").with(id).update();
    }

    /** Stores ids with their lines; returns for each whether it is the first occurrence in this file. */
    static boolean[] firstSeen(Connection connection, String id, String[] recordIds, Long[] lines) {
        Map<String, Long> inserted = new HashMap<>();
        Rows.of(
                        connection,
                        "insert into import_seen (file_id, record_id, line) select ?, * from unnest(?::text[], ?::bigint[])"
                                + " on conflict do nothing returning record_id, line")
                .with(id, recordIds, lines)
                .forEach(row -> inserted.put(row.text("record_id"), row.longValue("line")));
        boolean[] first = new boolean[recordIds.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = lines[i].equals(inserted.get(recordIds[i]));
        }
        return first;
    }
}
