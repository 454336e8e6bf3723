package dev.sequences.chassis.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
     * Moves the partitions on to {@code ends} and answers where they were before; 0 for those that are new. The rows stay locked until the
     * end of the transaction, so that a former owner of a partition waits and then finds its batch taken.
     */
    Map<TopicPartition, Long> advance(Connection connection, String consumer, Map<TopicPartition, Long> ends)
            throws SQLException {
        // In one order for everybody, so that two batches never wait for each other crosswise.
        List<TopicPartition> partitions = ends.keySet().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
        Map<TopicPartition, Long> before = new HashMap<>();
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into chassis.consumer_offset as o (consumer, topic, partition, next_offset)"
                        + " select ?, * from unnest(?::text[], ?::int[], ?::bigint[])"
                        + " on conflict (consumer, topic, partition)"
                        + " do update set next_offset = greatest(o.next_offset, excluded.next_offset)"
                        + " returning topic, partition, coalesce(old.next_offset, 0)")) {
            upsert.setString(1, consumer);
            upsert.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            partitions.stream().map(TopicPartition::topic).toArray(String[]::new)));
            upsert.setArray(
                    3,
                    connection.createArrayOf(
                            "int",
                            partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new)));
            upsert.setArray(
                    4,
                    connection.createArrayOf(
                            "bigint", partitions.stream().map(ends::get).toArray(Long[]::new)));
            try (ResultSet result = upsert.executeQuery()) {
                while (result.next()) {
                    before.put(new TopicPartition(result.getString(1), result.getInt(2)), result.getLong(3));
                }
            }
        }
        return before;
    }

    /** Where to go on. */
    Map<TopicPartition, Long> read(Connection connection, String consumer, Collection<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, Long> next = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement("select topic, partition, next_offset"
                + " from chassis.consumer_offset where consumer = ? and topic = any(?)")) {
            read.setString(1, consumer);
            read.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            partitions.stream()
                                    .map(TopicPartition::topic)
                                    .distinct()
                                    .toArray(String[]::new)));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    TopicPartition partition = new TopicPartition(result.getString(1), result.getInt(2));
                    if (partitions.contains(partition)) {
                        next.put(partition, result.getLong(3));
                    }
                }
            }
        }
        return next;
    }

    /** Returns the next offset of each partition of {@code topic} that the consumer has read from. */
    Map<TopicPartition, Long> read(Connection connection, String consumer, String topic) throws SQLException {
        Map<TopicPartition, Long> next = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement(
                "select partition, next_offset from chassis.consumer_offset where consumer = ? and topic = ?")) {
            read.setString(1, consumer);
            read.setString(2, topic);
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    next.put(new TopicPartition(topic, result.getInt("partition")), result.getLong("next_offset"));
                }
            }
        }
        return next;
    }

    /**
     * Moves the subjects up to {@code sequences} and answers where they were before, -1 for those that are new. A subject that is there or
     * further already is not in the answer: all that it says has been taken.
     */
    Map<String, Long> move(Connection connection, String consumer, Map<String, Long> sequences) throws SQLException {
        Map<String, Long> before = new HashMap<>();
        if (sequences.isEmpty()) {
            return before;
        }
        // In the order of the subjects, so that two batches never wait for each other crosswise.
        Map<String, Long> ordered = new TreeMap<>(sequences);
        try (PreparedStatement upsert =
                connection.prepareStatement("insert into chassis.consumer_position as p (consumer, subject, sequence)"
                        + " select ?, * from unnest(?::text[], ?::bigint[])"
                        + " on conflict (consumer, subject) do update set sequence = excluded.sequence"
                        + " where p.sequence < excluded.sequence"
                        + " returning subject, coalesce(old.sequence, -1)")) {
            upsert.setString(1, consumer);
            upsert.setArray(2, connection.createArrayOf("text", ordered.keySet().toArray(String[]::new)));
            upsert.setArray(
                    3, connection.createArrayOf("bigint", ordered.values().toArray(Long[]::new)));
            try (ResultSet result = upsert.executeQuery()) {
                while (result.next()) {
                    before.put(result.getString(1), result.getLong(2));
                }
            }
        }
        return before;
    }
}
