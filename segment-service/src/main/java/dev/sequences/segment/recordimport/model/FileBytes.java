package dev.sequences.segment.recordimport.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Random access to a file that is loaded by chunks. Caches the latest chunks for reading forwards and a little back. Not thread-safe. */
public final class FileBytes {

    public static final int CHUNK = 256 * 1024;

    private static final int MAX_CACHED_CHUNKS = 8;

    private final long length;
    private final Chunks chunks;
    private final Map<Integer, byte[]> cache = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
            return size() > MAX_CACHED_CHUNKS;
        }
    };
    private long begin;
    private byte[] bytes = {};

    /** Loads chunks; every chunk but the last has {@link #CHUNK} bytes. */
    @FunctionalInterface
    public interface Chunks {
        byte[] chunk(int number);
    }

    public FileBytes(long length, Chunks chunks) {
        this.length = length;
        this.chunks = chunks;
    }

    /** A file in memory. */
    public static FileBytes of(byte[] file) {
        return new FileBytes(file.length, number -> {
            int from = number * CHUNK;
            return Arrays.copyOfRange(file, from, Math.min(file.length, from + CHUNK));
        });
    }

    public long length() {
        return length;
    }

    /** The byte at this position as 0 to 255; -1 after the end. */
    int at(long position) {
        long offset = position - begin;
        if (offset < 0 || offset >= bytes.length) {
            if (position >= length) {
                return -1;
            }
            int number = (int) (position / CHUNK);
            bytes = cache.computeIfAbsent(number, chunks::chunk);
            begin = (long) number * CHUNK;
            offset = position - begin;
        }
        return bytes[(int) offset] & 0xff;
    }

    /** Whether the first character other than a blank is this ASCII character. */
    public boolean beginsWith(char first) {
        long position = CsvHeader.textStart(this);
        int b = at(position);
        while (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
            b = at(++position);
        }
        return b == first;
    }

    byte[] copy(long from, long to) {
        byte[] copy = new byte[(int) (to - from)];
        long position = from;
        while (position < to) {
            at(position);
            int offset = (int) (position % CHUNK);
            int count = (int) Math.min(to - position, bytes.length - offset);
            System.arraycopy(bytes, offset, copy, (int) (position - from), count);
            position += count;
        }
        return copy;
    }
}
