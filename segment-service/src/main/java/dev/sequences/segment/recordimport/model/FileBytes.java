package dev.sequences.segment.recordimport.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** A file by position, read chunk by chunk where it is needed; forwards, and a little back. Not thread-safe. */
public final class FileBytes {

    public static final int CHUNK = 256 * 1024;

    private static final int KEPT = 8;

    private final long length;
    private final Chunks chunks;
    private final Map<Integer, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
            return size() > KEPT;
        }
    };
    private int current = -1;
    private byte[] bytes = {};

    /** Where chunks come from: all of {@link #CHUNK} bytes but the last. */
    @FunctionalInterface
    public interface Chunks {
        byte[] chunk(int number);
    }

    public FileBytes(long length, Chunks chunks) {
        this.length = length;
        this.chunks = chunks;
    }

    /** A file that is in memory. */
    public static FileBytes of(byte[] file) {
        return new FileBytes(file.length, number -> {
            int from = number * CHUNK;
            return java.util.Arrays.copyOfRange(file, from, Math.min(file.length, from + CHUNK));
        });
    }

    public long length() {
        return length;
    }

    /** The byte there; -1 behind the end. */
    int at(long position) {
        if (position >= length) {
            return -1;
        }
        int number = (int) (position / CHUNK);
        if (number != current) {
            bytes = kept.computeIfAbsent(number, chunks::chunk);
            current = number;
        }
        return bytes[(int) (position % CHUNK)] & 0xff;
    }

    byte[] copy(long from, long to) {
        byte[] copy = new byte[(int) (to - from)];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (byte) at(from + i);
        }
        return copy;
    }
}
