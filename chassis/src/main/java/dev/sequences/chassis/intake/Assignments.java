package dev.sequences.chassis.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** The partitions that are currently assigned to the consumers of this process. */
@ApplicationScoped
class Assignments {

    private static final class Assignment {
        private final Set<TopicPartition> partitions = new HashSet<>();
        private long emptySince = System.nanoTime();
    }

    private final Map<String, Assignment> byConsumer = new ConcurrentHashMap<>();

    void register(String consumer) {
        byConsumer.putIfAbsent(consumer, new Assignment());
    }

    void add(String consumer, Collection<TopicPartition> partitions) {
        Assignment assignment = byConsumer.computeIfAbsent(consumer, fresh -> new Assignment());
        synchronized (assignment) {
            assignment.partitions.addAll(partitions);
        }
    }

    void remove(String consumer, Collection<TopicPartition> partitions) {
        Assignment assignment = byConsumer.computeIfAbsent(consumer, fresh -> new Assignment());
        synchronized (assignment) {
            if (assignment.partitions.removeAll(partitions) && assignment.partitions.isEmpty()) {
                assignment.emptySince = System.nanoTime();
            }
        }
    }

    Set<TopicPartition> of(String consumer) {
        Assignment assignment = byConsumer.get(consumer);
        if (assignment == null) {
            return Set.of();
        }
        synchronized (assignment) {
            return Set.copyOf(assignment.partitions);
        }
    }

    /** Returns the consumers that have had no partition for longer than {@code grace}. */
    List<String> emptyFor(Duration grace) {
        long now = System.nanoTime();
        return byConsumer.entrySet().stream()
                .filter(entry -> {
                    Assignment assignment = entry.getValue();
                    synchronized (assignment) {
                        return assignment.partitions.isEmpty() && now - assignment.emptySince > grace.toNanos();
                    }
                })
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
