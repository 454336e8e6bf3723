package dev.sequences.segment.recordimport;

import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.segment.recordimport.model.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    static Spooled spool(Connection connection, String id, InputStream body) throws IOException, SQLException {
        try (PreparedStatement forget = connection.prepareStatement("delete from import_file"
                        + " where job_id is null and created_at < (select chassis.suite_now()) - interval '" + ABANDONED
                        + "'");
                PreparedStatement begin = connection.prepareStatement(
                        "insert into import_file (id, created_at) values (?, chassis.suite_now())")) {
            forget.executeUpdate();
            begin.setString(1, id);
            begin.executeUpdate();
        }
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

    private static void insert(Connection connection, String id, int number, byte[] chunk) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into import_chunk (file_id, number, data) values (?, ?, ?)")) {
            insert.setString(1, id);
            insert.setInt(2, number);
            insert.setBytes(3, chunk);
            insert.executeUpdate();
        }
    }

    /** From now on the file stays until its job removes it. Refused when the request that brought it was given up meanwhile. */
    static void belongsTo(Connection connection, String id, String jobId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update import_file set job_id = ? where id = ?")) {
            update.setString(1, jobId);
            update.setString(2, id);
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException("file " + id + " was given up before its job began");
            }
        }
    }

    static FileBytes open(Connection connection, String id, long length) {
        return new FileBytes(length, number -> chunk(connection, id, number));
    }

    private static byte[] chunk(Connection connection, String id, int number) {
        try (PreparedStatement read =
                connection.prepareStatement("select data from import_chunk where file_id = ? and number = ?")) {
            read.setString(1, id);
            read.setInt(2, number);
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("chunk " + number + " of file " + id + " is gone");
                }
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** With its chunks and with what was seen in it. */
    static void remove(Connection connection, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from import_file where id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    /** Remembers ids with their lines; returns for each whether it is new in this file. */
    static boolean[] firstSeen(Connection connection, String id, String[] recordIds, Long[] lines) throws SQLException {
        Map<String, Long> inserted = new HashMap<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into import_seen (file_id, record_id, line) select ?, * from unnest(?::text[], ?::bigint[]) on"
                        + " conflict do nothing returning record_id, line")) {
            insert.setString(1, id);
            insert.setArray(2, connection.createArrayOf("text", recordIds));
            insert.setArray(3, connection.createArrayOf("bigint", lines));
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    inserted.put(row.getString(1), row.getLong(2));
                }
            }
        }
        boolean[] fresh = new boolean[recordIds.length];
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = lines[i].equals(inserted.get(recordIds[i]));
        }
        return fresh;
    }
}
