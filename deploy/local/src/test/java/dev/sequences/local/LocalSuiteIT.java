package dev.sequences.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills and restarts a real server and a real broker; the services are replaced by stand-ins. */
class LocalSuiteIT {

    /** Generous: performance is covered by the benchmarks. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    static Path data;

    private static SuiteSettings settings;
    private static LocalSuite suite;

    @BeforeAll
    static void describeTheSuite() {
        var classes = Path.of("target/test-classes").toAbsolutePath().toString();
        var arguments = List.of("-cp", classes, StandInService.class.getName());
        settings = SuiteSettings.packaged(ProjectHome.find(), data, Ports.withOffset(3_000))
                .withServices(Map.of(Component.DESIGNER, arguments, Component.WORKLIST, arguments));
        suite = LocalSuite.of(settings);
    }

    @BeforeEach
    void start() throws InterruptedException {
        suite.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        suite.stop();
        assertThat(suite.components()).noneMatch(suite::isAlive);
    }

    @Test
    void findsTheRunningSuiteAndStartsNothing() throws InterruptedException {
        var later = LocalSuite.of(settings);

        assertThat(later.start()).isEmpty();
        for (var component : later.components()) {
            assertThat(later.pid(component)).isEqualTo(suite.pid(component));
            assertThat(later.isReady(component)).isTrue();
            assertThat(later.memoryInKilobytes(component)).isPositive();
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesTheKillOfEverything() throws Exception {
        inDatabase("designer", "create table if not exists kept (word text)", "insert into kept values ('row')");
        produce("sequences.definitions", "event");
        for (var component : suite.components()) {
            suite.kill9(component);
            assertThat(suite.isAlive(component)).isFalse();
        }

        assertThat(suite.start()).hasSize(4);

        assertThat(query("designer", "select word from kept")).isEqualTo("row");
        assertThat(values("sequences.definitions")).contains("event");
    }

    @Test
    void restartsOnlyTheDeadService() throws InterruptedException {
        var others = List.of(Component.POSTGRES, Component.KAFKA, Component.WORKLIST);
        var pids = others.stream().map(suite::pid).toList();
        suite.kill9(Component.DESIGNER);

        assertThat(suite.start()).containsExactly(Component.DESIGNER);

        assertThat(others.stream().map(suite::pid).toList()).isEqualTo(pids);
    }

    @Test
    void restartsASupervisedComponent() throws Exception {
        var lines = Collections.synchronizedList(new ArrayList<String>());
        try (var supervision = suite.supervise(lines::add)) {
            var before = suite.pid(Component.WORKLIST);
            suite.kill9(Component.WORKLIST);

            eventually(TIMEOUT, () -> suite.isAlive(Component.WORKLIST));
            assertThat(suite.pid(Component.WORKLIST)).isNotEqualTo(before);
            suite.kill9(Component.POSTGRES);
            eventually(TIMEOUT, () -> suite.isReady(Component.POSTGRES));
        }
        assertThat(lines).anyMatch(line -> line.contains("worklist died"));
        suite.awaitReady(Component.WORKLIST, TIMEOUT);
    }

    @Test
    void ignoresAnotherProcessWithAReusedPid() throws Exception {
        var stranger = ProcessHandle.current().pid();
        var pidFile = data.resolve("run/designer.pid");
        var original = Files.readString(pidFile);
        Files.writeString(pidFile, stranger + " 1\n");
        try {
            assertThat(suite.isAlive(Component.DESIGNER)).isFalse();
        } finally {
            Files.writeString(pidFile, original);
        }
        assertThat(suite.isAlive(Component.DESIGNER)).isTrue();
    }

    @Test
    void refusesASecondSuiteAndNamesTheOwnerOfThePorts(@TempDir Path otherData) {
        var second = LocalSuite.of(SuiteSettings.packaged(settings.project(), otherData, settings.ports())
                .infrastructureOnly());

        assertThatThrownBy(second::start)
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("Port " + settings.ports().postgres())
                .hasMessageContaining("pid " + suite.pid(Component.POSTGRES).orElseThrow());
        assertThat(second.components()).noneMatch(second::isAlive);
    }

    @Test
    void runsADurableServerWithLogicalDecoding() throws SQLException {
        assertThat(query("designer", "show fsync")).isEqualTo("on");
        assertThat(query("designer", "show synchronous_commit")).isEqualTo("on");
        assertThat(query("designer", "show wal_level")).isEqualTo("logical");
        assertThat(query("designer", "show server_version")).startsWith("18.");
        assertThat(query("designer", "select rolreplication::text from pg_roles where rolname = 'worklist'"))
                .isEqualTo("true");
    }

    @Test
    void restrictsEachLoginToItsDatabaseAndTheAnalystToReadingInsights() throws SQLException {
        try (var own = suite.postgres().connect("worklist", "worklist", "worklist")) {
            assertThat(own.isValid(5)).isTrue();
        }
        assertThatThrownBy(() -> suite.postgres().connect("designer", "worklist", "worklist"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database");
        assertThatThrownBy(() -> suite.postgres().connect("worklist", "worklist", "wrong"))
                .isInstanceOf(SQLException.class);
        try (var analyst = suite.postgres().connect("insights", "analyst", "analyst");
                var statement = analyst.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table mine (id int)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void createsTheDeclaredTopicsOnly() throws Exception {
        var declared = TopicCatalogue.local(settings.project().topics());
        try (var admin = Admin.create(Map.of("bootstrap.servers", suite.kafka().bootstrap()))) {
            assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(declared.names());
            assertThat(admin.describeTopics(List.of("crm.records"))
                            .allTopicNames()
                            .get()
                            .get("crm.records")
                            .partitions())
                    .hasSize(4);
        }
    }

    @Test
    void movesTheClockOfAllDatabasesForwardTogether() throws Exception {
        for (var service : Component.services()) {
            inDatabase(
                    service.id(),
                    "create schema if not exists chassis",
                    "create table if not exists chassis.suite_clock (singleton boolean primary key default true,"
                            + " shift interval not null)",
                    "insert into chassis.suite_clock values (true, 'PT0S') on conflict do nothing");
        }
        // One database missed an earlier move: afterwards it agrees with the others again.
        inDatabase("insights", "update chassis.suite_clock set shift = interval 'PT30M'");

        suite.advanceClock(SuiteTime.parse("+P1D"));

        for (var service : Component.services()) {
            assertThat(query(service.id(), "select extract(epoch from shift)::bigint from chassis.suite_clock"))
                    .as(service.id())
                    .isEqualTo(Long.toString(Duration.parse("P1DT30M").toSeconds()));
        }
    }

    private static void inDatabase(String database, String... statements) throws SQLException {
        try (var connection = suite.postgres().connectAsSuperuser(database);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(String database, String sql) throws SQLException {
        try (var connection = suite.postgres().connectAsSuperuser(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void produce(String topic, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", suite.kafka().bootstrap(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "key", value)).get();
        }
    }

    private static List<String> values(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", suite.kafka().bootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var values = new ArrayList<String>();
            consumer.poll(TIMEOUT).forEach(message -> values.add(message.value()));
            return values;
        }
    }

    private static void eventually(Duration timeout, Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime())
                    .as("condition not met after " + timeout)
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
