package dev.sequences.segment.recordimport;

import dev.sequences.segment.recordimport.model.FileRefusal;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Expands gzip data, and limits how far it expands. */
final class Gunzip {

    private static final int BUFFER = 64 * 1024;

    private Gunzip() {}

    /**
     * The expanded file if it is gzip data, also if it was compressed twice (a {@code .gz} file with {@code Content-Encoding: gzip}); otherwise
     * the file itself.
     *
     * @param required whether the request declares gzip
     */
    static InputStream expanded(InputStream file, boolean required) throws IOException {
        InputStream bytes = new BufferedInputStream(file, BUFFER);
        if (!isGzip(bytes)) {
            if (required) {
                throw FileRefusal.notGzip();
            }
            return bytes;
        }
        InputStream once = new BufferedInputStream(new Expanded(bytes), BUFFER);
        return isGzip(once) ? new BufferedInputStream(new Expanded(once), BUFFER) : once;
    }

    private static boolean isGzip(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1F && bytes.read() == 0x8B;
        bytes.reset();
        return gzip;
    }

    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count += Math.max(0, read);
            return read;
        }
    }

    private static final class Expanded extends InputStream {

        private final Counted compressed;
        private final InputStream gzip;
        private long count;

        Expanded(InputStream compressed) throws IOException {
            this.compressed = new Counted(compressed);
            this.gzip = gunzip();
        }

        private InputStream gunzip() throws IOException {
            try {
                return new GZIPInputStream(compressed, BUFFER);
            } catch (ZipException | EOFException e) {
                throw FileRefusal.notGzip();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                int read = gzip.read(into, from, length);
                count += Math.max(0, read);
                ExpansionLimit.check(count, compressed.count);
                return read;
            } catch (ZipException | EOFException e) {
                throw FileRefusal.notGzip();
            }
        }
    }
}
