package dev.sequences.chassis.intake;

import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Tables {@code chassis.consumer_offset} and {@code chassis.consumer_position}. */
final class ConsumerRows {

    /**
     * Advances the offsets of the partitions to {@code ends} and returns the previous ones; 0 for new partitions. The rows stay locked until
     * the end of the transaction, so that the previous owner of a partition waits and then finds its batch processed.
     */
    Map<TopicPartition, Long> advance(Connection connection, String consumer, Map<TopicPartition, Long> ends) {
        // Every batch locks the rows in the same order, which prevents deadlocks.
        List<TopicPartition> partitions = ends.keySet().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
        Map<TopicPartition, Long> before = new HashMap<>();
        Rows.of(
                        connection,
                        "insert into chassis.consumer_offset as o (consumer, topic, partition, next_offset)"
                                + " select ?, * from unnest(?::text[], ?::int[], ?::bigint[])"
                                + " on conflict (consumer, topic, partition)"
                                + " do update set next_offset = greatest(o.next_offset, excluded.next_offset)"
                                + " returning topic, partition, coalesce(old.next_offset, 0) as previous")
                .with(
                        consumer,
                        partitions.stream().map(TopicPartition::topic).toArray(String[]::new),
                        partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new),
                        partitions.stream().map(ends::get).toArray(Long[]::new))
                .forEach(row -> before.put(
                        new TopicPartition(row.text("topic"), row.intValue("partition")), row.longValue("previous")));
        return before;
    }

    /** Returns the next offset of each of the partitions that the consumer has read from. */
    Map<TopicPartition, Long> read(Connection connection, String consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> next = new HashMap<>();
        Rows.of(
                        connection,
                        "select topic, partition, next_offset from chassis.consumer_offset where consumer = ? and topic = any(?)")
                .with(
                        consumer,
                        partitions.stream()
                                .map(TopicPartition::topic)
                                .distinct()
                                .toArray(String[]::new))
                .forEach(row -> {
                    TopicPartition partition = new TopicPartition(row.text("topic"), row.intValue("partition"));
                    if (partitions.contains(partition)) {
                        next.put(partition, row.longValue("next_offset"));
                    }
                });
        return next;
    }

    /** Returns the next offset of each partition of {@code topic} that the consumer has read from. */
    Map<TopicPartition, Long> read(Connection connection, String consumer, String topic) {
        Map<TopicPartition, Long> next = new HashMap<>();
        Rows.of(
                        connection,
                        "select partition, next_offset from chassis.consumer_offset where consumer = ? and topic = ?")
                .with(consumer, topic)
                .forEach(row ->
                        next.put(new TopicPartition(topic, row.intValue("partition")), row.longValue("next_offset")));
        return next;
    }

    /**
     * Advances the subjects to {@code positions} and returns the previous positions, -1 for new subjects. The result omits subjects whose
     * stored position is not lower: all of their messages are processed already.
     */
    Map<String, Long> advancePositions(Connection connection, String consumer, Map<String, Long> positions) {
        Map<String, Long> before = new HashMap<>();
        if (positions.isEmpty()) {
            return before;
        }
        // Every batch locks the rows in the same order, which prevents deadlocks.
        Map<String, Long> ordered = new TreeMap<>(positions);
        Rows.of(
                        connection,
                        "insert into chassis.consumer_position as p (consumer, subject, sequence)"
                                + " select ?, * from unnest(?::text[], ?::bigint[])"
                                + " on conflict (consumer, subject) do update set sequence = excluded.sequence"
                                + " where p.sequence < excluded.sequence"
                                + " returning subject, coalesce(old.sequence, -1) as previous")
                .with(
                        consumer,
                        ordered.keySet().toArray(String[]::new),
                        ordered.values().toArray(Long[]::new))
                .forEach(row -> before.put(row.text("subject"), row.longValue("previous")));
        return before;
    }
}
