package dev.sequences.chassis.intake;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages of one partition that a consumer has not processed, from samples of the partition's end offset and of the stored offset.
 * Times are of {@link System#nanoTime}. Not thread-safe.
 */
final class Backlog {

    private static final int MAX_SAMPLES = 1_000;

    private record Sample(long at, long end) {}

    /** Samples with messages that are not processed yet, oldest first. The first is the age of the oldest message. */
    private final Deque<Sample> samples = new ArrayDeque<>();

    private long end;
    private long stored;
    private long lastProgress;

    Backlog(long now) {
        this.lastProgress = now;
    }

    /** Records the end offset of the partition. */
    void end(long now, long offset) {
        if (offset > end) {
            end = offset;
            if (size() > 0 && samples.size() < MAX_SAMPLES) {
                samples.addLast(new Sample(now, offset));
            }
        }
        removeProcessed(now);
    }

    /** Records the stored offset: all messages below it are processed. */
    void stored(long now, long offset) {
        if (offset > stored) {
            stored = offset;
            lastProgress = now;
        }
        removeProcessed(now);
    }

    private void removeProcessed(long now) {
        while (!samples.isEmpty() && samples.getFirst().end() <= stored) {
            samples.removeFirst();
        }
        if (size() == 0) {
            lastProgress = now;
        } else if (samples.isEmpty()) {
            samples.addLast(new Sample(now, end));
        }
    }

    /** Number of messages. */
    long size() {
        return Math.max(0, end - stored);
    }

    /** Nanoseconds since the oldest unprocessed message was first seen on the broker; 0 without one. */
    long ageNanos(long now) {
        return samples.isEmpty() ? 0 : now - samples.getFirst().at();
    }

    /** Nanoseconds since a message was processed while there was one to process. */
    long idleNanos(long now) {
        return size() == 0 ? 0 : now - lastProgress;
    }
}
