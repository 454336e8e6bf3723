package dev.sequences.segment.recordimport;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRefusal;
import java.io.OutputStream;
import java.sql.Connection;
import java.util.Arrays;

/** Writes a file chunk by chunk to table {@code import_chunk}. The file is durable after {@link #close}. */
final class Spooler extends OutputStream {

    private final Connection connection;
    private final String fileId;
    private final byte[] chunk = new byte[FileBytes.CHUNK];
    private int used;
    private int number;
    private long stored;

    Spooler(Connection connection, String fileId) {
        this.connection = connection;
        this.fileId = fileId;
    }

    @Override
    public void write(int b) {
        chunk[used++] = (byte) b;
        if (used == chunk.length) {
            store();
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int at = from;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, chunk.length - used);
            System.arraycopy(bytes, at, chunk, used, count);
            used += count;
            at += count;
            left -= count;
            if (used == chunk.length) {
                store();
            }
        }
    }

    private void store() {
        if (stored > ExpansionLimit.MAX_BYTES) {
            throw FileRefusal.expandsTooFar(ExpansionLimit.MAX_BYTES);
        }
        byte[] data = Arrays.copyOf(chunk, used);
        Rows.of(connection, "insert into import_chunk (file_id, number, data) values (?, ?, ?)")
                .with(fileId, number, data)
                .update();
        stored += used;
        number++;
        used = 0;
    }

    @Override
    public void close() {
        if (used > 0) {
            store();
        }
    }

    /** Number of bytes written. */
    long length() {
        return stored + used;
    }

    /** The written file. Call it after {@link #close}. */
    FileBytes bytes() {
        return SpooledFiles.open(connection, fileId, length());
    }
}
