package dev.sequences.chassis.relay;

import io.debezium.connector.base.QueueProvider;
import io.debezium.pipeline.DataChangeEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Queue between the reader of the write-ahead log and the relay. The first change wakes the engine ({@code max.batch.size} is 1), which
 * then receives all pending changes as one {@link Changes}; Debezium's own queue would fill a batch until the poll interval has passed.
 * The engine calls it under its lock. See ADR 0002.
 */
public final class GatheringQueue implements QueueProvider<DataChangeEvent> {

    static final String NAME = "gathering";

    private static final int MAX_BATCH = 2_048;

    /** Two calls of {@link #size} within this time mean that the engine busy-waits for the last millisecond of its poll interval. */
    private static final long BUSY_WAIT_NANOS = 300_000;

    private static final long PARK_NANOS = 500_000;

    private final Deque<SourceRecord> pending = new ArrayDeque<>();
    private @Nullable Thread consumer;
    private long lastCheck;

    /** Pending changes in the order of the log, as one record with the offset of the last. */
    static final class Changes extends SourceRecord {

        private final transient List<SourceRecord> all;

        private Changes(List<SourceRecord> all) {
            super(
                    all.getLast().sourcePartition(),
                    all.getLast().sourceOffset(),
                    all.getLast().topic(),
                    null,
                    null);
            this.all = all;
        }

        List<SourceRecord> all() {
            return all;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void enqueue(DataChangeEvent change) {
        pending.addLast(change.getRecord());
    }

    @Override
    public @Nullable DataChangeEvent poll() {
        consumer = Thread.currentThread();
        if (pending.isEmpty()) {
            return null;
        }
        List<SourceRecord> all = new ArrayList<>(Math.min(pending.size(), MAX_BATCH));
        while (!pending.isEmpty() && all.size() < MAX_BATCH) {
            all.add(pending.removeFirst());
        }
        return new DataChangeEvent(new Changes(all));
    }

    /** The engine calls this before every poll. Parks the thread while the engine busy-waits. */
    @Override
    public int size() {
        if (pending.isEmpty() && Thread.currentThread() == consumer) {
            long now = System.nanoTime();
            if (now - lastCheck < BUSY_WAIT_NANOS) {
                LockSupport.parkNanos(PARK_NANOS);
                now = System.nanoTime();
            }
            lastCheck = now;
        }
        return pending.size();
    }
}
