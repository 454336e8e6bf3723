package dev.sequences.segment.recordimport;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.recordimport.model.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Files while they wait to be imported, in tables {@code import_file} and {@code import_chunk}. Spooled on a connection of
 * their own, chunk by chunk, so that a slow sender holds up nobody; a file counts only once a job names it.
 */
final class SpooledFiles {

    /** How long a file without a job is kept: it belongs to a request that never came to its end. */
    private static final String ABANDONED = "1 day";

    private SpooledFiles() {}

    /**
     * @param first the first chunk
     * @param lines line breaks
     * @param sha256 of the whole, to recognise the repeat of a request
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two.
    record Spooled(String id, long length, byte[] first, long lines, String sha256) {

        FileBytes bytes(Connection connection) {
            return new FileBytes(length, number -> number == 0 ? first : chunk(connection, id, number));
        }
    }

    /** Reads the stream to its end. Durable when it returns. */
    static Spooled spool(Connection connection, String id, InputStream body) throws IOException {
        Rows.of(
                        connection,
                        "delete from import_file where job_id is null"
                                + " and created_at < (select chassis.suite_now()) - interval '" + ABANDONED + "'")
                .update();
        Rows.of(connection, "insert into import_file (id, created_at) values (?, chassis.suite_now())")
                .with(id)
                .update();
        MessageDigest digest = sha256();
        byte[] first = {};
        long length = 0;
        long lines = 0;
        byte[] chunk = body.readNBytes(FileBytes.CHUNK);
        for (int number = 0; chunk.length > 0; number++) {
            insert(connection, id, number, chunk);
            digest.update(chunk);
            first = number == 0 ? chunk : first;
            length += chunk.length;
            for (byte b : chunk) {
                lines += b == '\n' ? 1 : 0;
            }
            chunk = body.readNBytes(FileBytes.CHUNK);
        }
        return new Spooled(id, length, first, lines, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void insert(Connection connection, String id, int number, byte[] chunk) {
        Rows.of(connection, "insert into import_chunk (file_id, number, data) values (?, ?, ?)")
                .with(id, number, chunk)
                .update();
    }

    /** From now on the file stays until its job removes it. Refused when the request that brought it was given up meanwhile. */
    static void belongsTo(Connection connection, String id, String jobId) {
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

    /** With its chunks and with what was seen in it. */
    static void remove(Connection connection, String id) {
        Rows.of(connection, "delete from import_file where id = ?").with(id).update();
    }

    /** Remembers ids with their lines; returns for each whether it is new in this file. */
    static boolean[] firstSeen(Connection connection, String id, String[] recordIds, Long[] lines) {
        Map<String, Long> inserted = new HashMap<>();
        Rows.of(
                        connection,
                        "insert into import_seen (file_id, record_id, line) select ?, * from unnest(?::text[], ?::bigint[])"
                                + " on conflict do nothing returning record_id, line")
                .with(id, recordIds, lines)
                .forEach(row -> inserted.put(row.text("record_id"), row.longValue("line")));
        boolean[] fresh = new boolean[recordIds.length];
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = lines[i].equals(inserted.get(recordIds[i]));
        }
        return fresh;
    }
}
