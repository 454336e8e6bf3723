package dev.sequences.segment.recordimport;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.rows.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that are uploaded in parts, in tables {@code upload} and {@code upload_part}. Each stored part is durable. */
final class Uploads {

    private static final String RETENTION = "1 day";
    private static final int PART = 256 * 1024;

    private Uploads() {}

    /**
     * @param received number of bytes that are stored
     * @param jobId the job that has imported the file, whose parts are then removed; null before
     */
    record Upload(
            String id,
            String owner,
            long length,
            long received,
            @Nullable String jobId) {

        boolean isComplete() {
            return received == length;
        }
    }

    /** Begins an upload. Removes uploads that are older than a day. */
    static Upload begin(Connection connection, String owner, long length) {
        Rows.of(
                        connection,
                        "delete from upload where created_at < (select chassis.suite_now()) - interval '" + RETENTION
                                + "'")
                .update();
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Rows.of(
                        connection,
                        "insert into upload (id, owner, length, received, created_at)"
                                + " values (?, ?, ?, 0, chassis.suite_now())")
                .with(id, owner, length)
                .update();
        return new Upload(id, owner, length, 0, null);
    }

    /** The upload of this user; empty if there is none. */
    static Optional<Upload> find(Connection connection, String id, String owner) {
        return Rows.of(connection, "select id, owner, length, received, job_id from upload where id = ? and owner = ?")
                .with(id, owner)
                .first(row -> new Upload(
                        row.text("id"),
                        row.text("owner"),
                        row.longValue("length"),
                        row.longValue("received"),
                        row.textOrNull("job_id")));
    }

    static void remove(Connection connection, String id) {
        Rows.of(connection, "delete from upload where id = ?").with(id).update();
    }

    /** What became of a part. */
    enum Appended {
        STORED,
        /** Another request has stored a part meanwhile. */
        CONFLICT,
        TOO_LONG,
        /** The connection broke. What had arrived is stored. */
        CUT,
        /** The body has another digest. Nothing of it is stored. */
        DIFFERENT
    }

    /**
     * Appends a body that must have this digest. If it does not arrive as it was sent, nothing of it remains.
     *
     * @param expected digest of the whole body, which {@code digest} computes
     */
    static Appended append(
            Connection connection, Upload upload, InputStream body, MessageDigest digest, byte[] expected) {
        Appended appended = append(connection, upload, new DigestInputStream(body, digest));
        if (appended == Appended.CONFLICT
                || (appended == Appended.STORED && Arrays.equals(digest.digest(), expected))) {
            return appended;
        }
        Rows.of(
                        connection,
                        "with moved as (update upload set received = ? where id = ? and job_id is null returning id)"
                                + " delete from upload_part where position >= ? and upload_id in (select id from moved)")
                .with(upload.received(), upload.id(), upload.received())
                .update();
        return appended == Appended.STORED ? Appended.DIFFERENT : appended;
    }

    /** Appends the body part by part, so that a broken connection loses nothing that has arrived. */
    static Appended append(Connection connection, Upload upload, InputStream body) {
        byte[] part = new byte[PART];
        long received = upload.received();
        boolean ended = false;
        while (!ended) {
            int used = 0;
            boolean cut = false;
            try {
                while (used < part.length && !ended) {
                    int count = body.read(part, used, part.length - used);
                    ended = count < 0;
                    used += Math.max(0, count);
                }
            } catch (IOException e) {
                cut = true;
            }
            if (received + used > upload.length()) {
                return Appended.TOO_LONG;
            }
            if (used > 0 && !store(connection, upload.id(), received, Arrays.copyOf(part, used))) {
                return Appended.CONFLICT;
            }
            received += used;
            if (cut) {
                return Appended.CUT;
            }
        }
        return Appended.STORED;
    }

    private static boolean store(Connection connection, String id, long position, byte[] part) {
        return Rows.of(
                                connection,
                                "with moved as (update upload set received = received + ? where id = ? and received = ?"
                                        + " and job_id is null returning id)"
                                        + " insert into upload_part (upload_id, position, data) select id, ?, ? from moved")
                        .with(part.length, id, position, position, part)
                        .update()
                == 1;
    }

    /** The uploaded file. */
    static InputStream open(Connection connection, Upload upload) {
        return new Parts(connection, upload);
    }

    /** Marks the upload as imported, and removes its parts. */
    static void setImported(Connection connection, String id, String jobId) {
        Rows.of(connection, "update upload set job_id = ? where id = ?")
                .with(jobId, id)
                .update();
        Rows.of(connection, "delete from upload_part where upload_id = ?")
                .with(id)
                .update();
    }

    private static final class Parts extends InputStream {

        private final Connection connection;
        private final Upload upload;
        private byte[] part = {};
        private int at;
        private long next;

        Parts(Connection connection, Upload upload) {
            this.connection = connection;
            this.upload = upload;
        }

        @Override
        public int read() {
            return load() ? part[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (length == 0) {
                return 0;
            }
            if (!load()) {
                return -1;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, into, from, count);
            at += count;
            return count;
        }

        private boolean load() {
            if (at < part.length) {
                return true;
            }
            if (next >= upload.length()) {
                return false;
            }
            part = Rows.of(connection, "select data from upload_part where upload_id = ? and position = ?")
                    .with(upload.id(), next)
                    .first(row -> row.bytes("data"))
                    .orElseThrow(() ->
                            new IllegalStateException("part " + next + " of upload " + upload.id() + " is missing"));
            next += part.length;
            at = 0;
            return true;
        }
    }
}
