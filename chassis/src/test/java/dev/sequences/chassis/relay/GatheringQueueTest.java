package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.base.QueueProvider;
import io.debezium.pipeline.DataChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** All that waits comes as one, in order and with the last position: the slot must not move past what was not sent. */
class GatheringQueueTest {

    private final GatheringQueue queue = new GatheringQueue();

    private void read(int from, int to) {
        for (int i = from; i < to; i++) {
            queue.enqueue(new DataChangeEvent(
                    new SourceRecord(Map.of("server", "s"), Map.of("lsn", i), "t" + i, null, "value " + i)));
        }
    }

    private static List<Object> values(DataChangeEvent gathered) {
        return ((GatheringQueue.Changes) gathered.getRecord())
                .all().stream().map(SourceRecord::value).toList();
    }

    @Test
    void isFoundByTheEngine() {
        assertThat(ServiceLoader.load(QueueProvider.class))
                .filteredOn(provider -> provider.name().equals(GatheringQueue.NAME))
                .hasSize(1);
    }

    @Test
    void givesAllThatWaitsAtOnceWithThePositionOfTheLast() {
        read(0, 5);
        DataChangeEvent gathered = queue.poll();
        assertThat(values(gathered)).containsExactly("value 0", "value 1", "value 2", "value 3", "value 4");
        assertThat(gathered.getRecord().sourceOffset()).isEqualTo(Map.of("lsn", 4));
        assertThat(gathered.getRecord().sourcePartition()).isEqualTo(Map.of("server", "s"));
        assertThat(queue.size()).isZero();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void leavesForTheNextTimeWhatIsTooMuchForOne() {
        read(0, 5_000);
        List<Object> values = new ArrayList<>();
        List<Object> positions = new ArrayList<>();
        while (queue.size() > 0) {
            DataChangeEvent gathered = queue.poll();
            values.addAll(values(gathered));
            positions.add(gathered.getRecord().sourceOffset().get("lsn"));
        }
        assertThat(values).hasSize(5_000).doesNotHaveDuplicates().endsWith("value 4999");
        assertThat(positions).containsExactly(2_047, 4_095, 4_999);
    }

    /** The engine looks again and again through the last millisecond of its wait, which would be a processor's work all day. */
    @Test
    void letsWhoTakesRestInsteadOfLookingAllTheTime() {
        read(0, 1);
        queue.poll();
        long end = System.nanoTime() + 50_000_000;
        int looks = 0;
        while (System.nanoTime() < end) {
            queue.size();
            looks++;
        }
        assertThat(looks).isLessThan(1_000);
    }

    /** Only the consumer waits; producers also read the size. */
    @Test
    void holdsUpNobodyElse() throws InterruptedException {
        read(0, 1);
        queue.poll();
        Thread reader = new Thread(() -> {
            for (int i = 0; i < 100_000; i++) {
                queue.size();
            }
        });
        reader.start();
        reader.join(10_000);
        assertThat(reader.isAlive()).isFalse();
    }
}
