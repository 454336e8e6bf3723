package dev.sequences.benchmarks.load;

import dev.sequences.benchmarks.report.Latencies;
import dev.sequences.local.LocalPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/** Runs a query through the driver alone, with one connection per client: no HTTP, no service. */
public final class BareSql {

    private BareSql() {}

    /** Reads every row; draws new {@code values} for every query. */
    public static Latencies run(
            LocalPostgres server,
            String database,
            int connections,
            Duration window,
            String sql,
            IntFunction<Object[]> values) {
        var open = new ArrayList<Connection>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var i = 0; i < connections; i++) {
                open.add(server.connectAsSuperuser(database));
            }
            var began = System.nanoTime();
            var clients = new ArrayList<Future<Latencies>>();
            for (var connection : open) {
                clients.add(threads.submit(() -> {
                    var latencies = new Latencies();
                    try (var query = connection.prepareStatement(sql)) {
                        while (System.nanoTime() - began < window.toNanos()) {
                            var start = System.nanoTime();
                            ask(query, values.apply(ThreadLocalRandom.current().nextInt(1_000_000)));
                            latencies.add(System.nanoTime() - start);
                        }
                    }
                    return latencies;
                }));
            }
            var all = new ArrayList<Latencies>();
            for (var client : clients) {
                all.add(client.get());
            }
            return Latencies.merged(all);
        } catch (SQLException | ExecutionException e) {
            throw new BenchFailure("the query alone failed: " + e.getMessage() + " (" + sql + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", e);
        } finally {
            open.forEach(BareSql::close);
        }
    }

    private static void ask(PreparedStatement query, Object[] values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            query.setObject(i + 1, values[i]);
        }
        try (var result = query.executeQuery()) {
            var columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (var column = 1; column <= columns; column++) {
                    result.getString(column);
                }
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // Nothing is left to close then.
        }
    }
}
