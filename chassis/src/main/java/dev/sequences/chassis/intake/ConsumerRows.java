package dev.sequences.chassis.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Tables {@code chassis.consumer_offset} and {@code chassis.consumer_position}. */
final class ConsumerRows {

    /** Next offsets of the partitions; the rows stay locked until the end of the transaction. */
    Map<TopicPartition, Long> lockOffsets(Connection connection, String consumer, List<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, Long> next = read(connection, consumer, partitions, " for update");
        if (next.size() < partitions.size()) {
            try (PreparedStatement insert = connection.prepareStatement("insert into chassis.consumer_offset"
                    + " (consumer, topic, partition, next_offset) values (?, ?, ?, 0) on conflict do nothing")) {
                for (TopicPartition partition : partitions) {
                    if (!next.containsKey(partition)) {
                        insert.setString(1, consumer);
                        insert.setString(2, partition.topic());
                        insert.setInt(3, partition.partition());
                        insert.addBatch();
                    }
                }
                insert.executeBatch();
            }
            return read(connection, consumer, partitions, " for update");
        }
        return next;
    }

    Map<TopicPartition, Long> read(
            Connection connection, String consumer, Collection<TopicPartition> partitions, String lock)
            throws SQLException {
        Map<TopicPartition, Long> next = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement("select topic, partition, next_offset"
                + " from chassis.consumer_offset where consumer = ? and topic = any(?) order by topic, partition"
                + lock)) {
            read.setString(1, consumer);
            read.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            partitions.stream()
                                    .map(TopicPartition::topic)
                                    .distinct()
                                    .toArray()));
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

    void advance(Connection connection, String consumer, Map<TopicPartition, Long> ends) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update chassis.consumer_offset set next_offset = ?"
                + " where consumer = ? and topic = ? and partition = ?")) {
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                update.setLong(1, end.getValue());
                update.setString(2, consumer);
                update.setString(3, end.getKey().topic());
                update.setInt(4, end.getKey().partition());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    Map<String, Long> positions(Connection connection, String consumer, List<String> subjects) throws SQLException {
        Map<String, Long> positions = new HashMap<>();
        if (subjects.isEmpty()) {
            return positions;
        }
        try (PreparedStatement read = connection.prepareStatement(
                "select subject, sequence from chassis.consumer_position where consumer = ? and subject = any(?)")) {
            read.setString(1, consumer);
            read.setArray(2, connection.createArrayOf("text", subjects.toArray()));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    positions.put(result.getString(1), result.getLong(2));
                }
            }
        }
        return positions;
    }

    /** In the order of the subjects, so that two batches never wait for each other crosswise. */
    void move(Connection connection, String consumer, Map<String, Long> positions) throws SQLException {
        if (positions.isEmpty()) {
            return;
        }
        Map<String, Long> ordered = new TreeMap<>(positions);
        try (PreparedStatement upsert =
                connection.prepareStatement("insert into chassis.consumer_position (consumer, subject, sequence)"
                        + " select ?, * from unnest(?::text[], ?::bigint[])"
                        + " on conflict (consumer, subject) do update set sequence = excluded.sequence")) {
            upsert.setString(1, consumer);
            upsert.setArray(2, connection.createArrayOf("text", ordered.keySet().toArray()));
            upsert.setArray(3, connection.createArrayOf("bigint", new ArrayList<>(ordered.values()).toArray()));
            upsert.executeUpdate();
        }
    }
}
