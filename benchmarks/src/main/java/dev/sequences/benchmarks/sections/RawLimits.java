package dev.sequences.benchmarks.sections;

import dev.sequences.benchmarks.load.BenchFailure;
import dev.sequences.benchmarks.load.Processes;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Latencies;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.benchmarks.stage.Stage.Raw;
import dev.sequences.local.LocalPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Measures the limits of PostgreSQL and Kafka on this machine through their own clients, while the services are idle. */
public final class RawLimits implements Section {

    private static final String DATABASE = "bench";
    private static final String TOPIC = "bench.raw";
    private static final String PAYLOAD = "x".repeat(300);
    private static final int ROWS_PER_STATEMENT = 100;

    private record Commits(double perSecond, Latencies latencies) {}

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public void run(Stage stage) throws Exception {
        var usage = stage.processes().since();
        postgres(stage);
        kafka(stage, usage);
    }

    private void postgres(Stage stage) throws Exception {
        var server = stage.suite().postgres();
        execute(server, LocalPostgres.SUPERUSER, "drop database if exists " + DATABASE + " with (force)");
        execute(server, LocalPostgres.SUPERUSER, "create database " + DATABASE);
        execute(
                server,
                DATABASE,
                "create table plain (id bigint generated always as identity primary key, body text not null)");
        var window = stage.plan().rawWindow();
        insert(server, 1, 1, Duration.ofMillis(500));
        for (var raw : Map.of(1, Raw.COMMITS_1, 8, Raw.COMMITS_8, 32, Raw.COMMITS_32).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            var commits = insert(server, raw.getKey(), 1, window);
            stage.set(raw.getValue(), "commits/s", commits.perSecond());
            stage.add(Figure.of(
                            name(),
                            "PostgreSQL, 1 row per commit, " + Figures.counted(raw.getKey(), "connection"),
                            commits.perSecond(),
                            "commits/s")
                    .noting(Figures.percentiles(commits.latencies())));
            if (raw.getKey() == 1) {
                stage.set(Raw.COMMIT_AND_PRODUCE_P50, "", commits.latencies().percentileMillis(50));
                stage.set(Raw.COMMIT_AND_PRODUCE_P99, "", commits.latencies().percentileMillis(99));
            }
        }
        var rows = insert(server, 2, ROWS_PER_STATEMENT, window).perSecond() * ROWS_PER_STATEMENT;
        stage.set(Raw.ROWS, "rows/s", rows);
        stage.add(Figure.of(name(), "PostgreSQL, 100 rows per commit, 2 connections", rows, "rows/s"));
        execute(server, LocalPostgres.SUPERUSER, "drop database " + DATABASE + " with (force)");
    }

    private static Commits insert(LocalPostgres server, int connections, int rows, Duration window) throws Exception {
        var statement = "insert into plain (body) values (?)" + ", (?)".repeat(rows - 1);
        var open = new ArrayList<Connection>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var i = 0; i < connections; i++) {
                open.add(server.connectAsSuperuser(DATABASE));
            }
            var began = System.nanoTime();
            var clients = new ArrayList<Future<Latencies>>();
            for (var connection : open) {
                clients.add(threads.submit(() -> {
                    var latencies = new Latencies();
                    try (var insert = connection.prepareStatement(statement)) {
                        for (var i = 1; i <= rows; i++) {
                            insert.setString(i, PAYLOAD);
                        }
                        while (System.nanoTime() - began < window.toNanos()) {
                            var start = System.nanoTime();
                            insert.executeUpdate();
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
            var latencies = Latencies.merged(all);
            return new Commits(latencies.size() / ((System.nanoTime() - began) / 1e9), latencies);
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    private static void execute(LocalPostgres server, String database, String command) throws SQLException {
        try (var connection = server.connectAsSuperuser(database);
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private void kafka(Stage stage, Processes.Usage usage) throws Exception {
        var broker = stage.suite().endpoints().kafkaBootstrap();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1))).all().get();
            try {
                produce(stage, broker, usage);
            } finally {
                admin.deleteTopics(List.of(TOPIC)).all().get();
            }
        }
    }

    private void produce(Stage stage, String broker, Processes.Usage usage)
            throws InterruptedException, ExecutionException {
        var window = stage.plan().rawWindow();
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            // Metadata and JIT first.
            flood(producer, Duration.ofMillis(500));
            var perSecond = flood(producer, window);
            stage.set(Raw.PRODUCE, "records/s", perSecond);
            stage.add(Figure.of(name(), "Kafka, produce 300 B, acks=all", perSecond, "records/s"));
            var latencies = new Latencies();
            var began = System.nanoTime();
            while (System.nanoTime() - began < window.toNanos()) {
                var start = System.nanoTime();
                producer.send(record()).get();
                latencies.add(System.nanoTime() - start);
            }
            stage.add(Figure.of(name(), "Kafka, produce one and wait, p50", latencies.percentileMillis(50), "ms")
                    .noting(Figures.joined(Figures.percentiles(latencies), "of all raw runs: " + usage.shares())));
            addToCommit(stage, Raw.COMMIT_AND_PRODUCE_P50, latencies.percentileMillis(50));
            addToCommit(stage, Raw.COMMIT_AND_PRODUCE_P99, latencies.percentileMillis(99));
        }
    }

    private static void addToCommit(Stage stage, Raw which, double produceMillis) {
        var commit = stage.raw(which);
        if (commit == null) {
            throw new BenchFailure("The commit was not measured before the produce call.");
        }
        stage.set(which, "ms commit + produce", commit.value() + produceMillis);
    }

    private static double flood(KafkaProducer<byte[], byte[]> producer, Duration window) {
        var sent = new AtomicLong();
        var began = System.nanoTime();
        while (System.nanoTime() - began < window.toNanos()) {
            Future<?> unused = producer.send(record(), (metadata, problem) -> {
                if (problem == null) {
                    sent.incrementAndGet();
                }
            });
        }
        producer.flush();
        return sent.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>(TOPIC, new byte[300]);
    }
}
