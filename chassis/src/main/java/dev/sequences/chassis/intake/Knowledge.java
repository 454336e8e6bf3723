package dev.sequences.chassis.intake;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Answers which facts the consumers of this service have processed. Every replica answers the same, since it reads the stored positions; a
 * known fact stays known.
 */
@ApplicationScoped
class Knowledge {

    /** A numbered fact is known once its position was processed; another once its offset was, unless its key is parked. */
    private static final String MISSING = """
            select n.number from unnest(?::int[], ?::text[], ?::text[], ?::bigint[]) as n(number, consumer, subject, position)
            where not exists (select 1 from chassis.consumer_position p
              where p.consumer = n.consumer and p.subject = n.subject and p.sequence >= n.position)
            union all
            select n.number from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[])
              as n(number, consumer, topic, key, partition, record_offset)
            where not exists (select 1 from chassis.consumer_offset o
                where o.consumer = n.consumer and o.topic = n.topic and o.partition = n.partition
                  and o.next_offset > n.record_offset)
              or exists (select 1 from chassis.parked_message m
                where m.record_key = convert_to(n.key, 'UTF8') and m.consumer = n.consumer and m.topic = n.topic
                  and m.record_offset <= n.record_offset)
            """;

    private final DataSource dataSource;
    private final Signal changed = new Signal();

    Knowledge(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns those of {@code needs} that are not known yet, with one query. */
    Set<Need> missing(Connection connection, Collection<Need> needs) {
        Set<Need> missing = new HashSet<>();
        List<Need> distinct = needs.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return missing;
        }
        List<Integer> numbered = indexes(distinct, true);
        List<Integer> others = indexes(distinct, false);
        Rows.of(connection, MISSING)
                .with(
                        numbered.toArray(Integer[]::new),
                        numbered.stream().map(i -> distinct.get(i).consumer()).toArray(String[]::new),
                        numbered.stream().map(i -> distinct.get(i).subject()).toArray(String[]::new),
                        numbered.stream().map(i -> distinct.get(i).number()).toArray(Long[]::new))
                .with(
                        others.toArray(Integer[]::new),
                        others.stream().map(i -> distinct.get(i).consumer()).toArray(String[]::new),
                        others.stream().map(i -> distinct.get(i).fact().topic()).toArray(String[]::new),
                        others.stream().map(i -> distinct.get(i).fact().key()).toArray(String[]::new),
                        others.stream().map(i -> distinct.get(i).partition()).toArray(Integer[]::new),
                        others.stream().map(i -> distinct.get(i).number()).toArray(Long[]::new))
                .forEach(row -> missing.add(distinct.get(row.intValue("number"))));
        return missing;
    }

    private static List<Integer> indexes(List<Need> needs, boolean numbered) {
        return IntStream.range(0, needs.size())
                .filter(i -> needs.get(i).hasPosition() == numbered)
                .boxed()
                .toList();
    }

    /** As {@link #missing(Connection, Collection)}, outside of a unit of work. */
    Set<Need> missing(Collection<Need> needs) {
        try (Connection connection = dataSource.getConnection()) {
            return missing(connection, needs);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Waits until all of {@code needs} are known; returns whether they are. */
    boolean await(Collection<Need> needs, Duration max) throws InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        while (true) {
            long seen = changed.count();
            if (missing(needs).isEmpty()) {
                return true;
            }
            long remaining = end - System.nanoTime();
            if (remaining <= 0) {
                return false;
            }
            // Another replica may read the fact, which raises no signal here.
            changed.await(seen, Duration.ofNanos(Math.min(remaining, 50_000_000)));
        }
    }

    /** Raised after every commit of a consumer of this process. */
    Signal changed() {
        return changed;
    }
}
