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
 * What the reader of the log has read and the relay has not sent yet. The engine is woken by the first change ({@code max.batch.size} of
 * one) and gets all that wait as one {@link Changes}, where its own queue would let a batch fill until the poll interval is over. Called
 * under the engine's lock. See ADR 0002.
 */
public final class GatheringQueue implements QueueProvider<DataChangeEvent> {

    static final String NAME = "gathering";

    /** Changes that go to the broker together at most. */
    private static final int MOST_AT_ONCE = 2_048;

    /** Two looks closer to each other than this are the engine spinning through the last millisecond of its wait. */
    private static final long SPINNING_NANOS = 300_000;

    private static final long REST_NANOS = 500_000;

    private final Deque<SourceRecord> waiting = new ArrayDeque<>();
    private @Nullable Thread taker;
    private long lastLook;

    /** All changes that waited, in the order of the log, as one record with the position of the last. */
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
        waiting.addLast(change.getRecord());
    }

    @Override
    public @Nullable DataChangeEvent poll() {
        taker = Thread.currentThread();
        if (waiting.isEmpty()) {
            return null;
        }
        List<SourceRecord> all = new ArrayList<>(Math.min(waiting.size(), MOST_AT_ONCE));
        while (!waiting.isEmpty() && all.size() < MOST_AT_ONCE) {
            all.add(waiting.removeFirst());
        }
        return new DataChangeEvent(new Changes(all));
    }

    /** The engine asks before every poll; while it spins, it is made to rest. */
    @Override
    public int size() {
        if (waiting.isEmpty() && Thread.currentThread() == taker) {
            long now = System.nanoTime();
            if (now - lastLook < SPINNING_NANOS) {
                LockSupport.parkNanos(REST_NANOS);
                now = System.nanoTime();
            }
            lastLook = now;
        }
        return waiting.size();
    }
}
