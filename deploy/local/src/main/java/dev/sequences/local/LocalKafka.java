package dev.sequences.local;

import dev.sequences.local.BackgroundProcess.StopSignal;
import dev.sequences.local.ProcessTable.Identity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker (KRaft, broker and controller in one) in a JVM of its own, started by Kafka's official entry points. It keeps
 * running when the process that started it ends.
 */
public final class LocalKafka {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final ProjectHome project;
    private final Path directory;
    private final Ports ports;
    private final BackgroundProcess process;

    public LocalKafka(ProjectHome project, Path data, Ports ports) {
        this.project = project;
        this.directory = data.resolve("kafka");
        this.ports = ports;
        this.process = new BackgroundProcess(Component.KAFKA.id(), data);
    }

    /** Starts the broker unless it runs, and returns when it serves requests and all declared topics are there. */
    public void start() throws InterruptedException {
        if (running().isEmpty()) {
            var properties = writeConfiguration();
            if (!Files.exists(directory.resolve("data/meta.properties"))) {
                format(properties);
            }
            process.start(
                    java("kafka.Kafka", properties.toString()), Map.of("LOG_DIR", directory.toString()), directory);
        }
        awaitRequests();
        TopicCatalogue.local(project.topics()).applyTo(bootstrap());
    }

    public void stop() throws InterruptedException {
        process.stop(
                List.of(new StopSignal("TERM", Duration.ofSeconds(30)), new StopSignal("KILL", Duration.ofSeconds(5))));
    }

    public void kill9() throws InterruptedException {
        process.kill9();
    }

    public String bootstrap() {
        return "127.0.0.1:" + ports.kafka();
    }

    Optional<Identity> running() {
        return process.running();
    }

    BackgroundProcess process() {
        return process;
    }

    private Path writeConfiguration() {
        var broker = new Properties();
        broker.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports.kafkaController()),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:" + ports.kafka() + ",CONTROLLER://127.0.0.1:"
                                + ports.kafkaController()),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.kafka()),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory.resolve("data").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.retention.ms", "-1"),
                Map.entry("offsets.retention.minutes", Integer.toString(60 * 24 * 365)),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // A killed broker can register again only after its old session has expired.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                // Sized for a few hundred small partitions in a small heap.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024)),
                Map.entry("log.segment.bytes", Integer.toString(256 * 1024 * 1024)),
                Map.entry("log.index.size.max.bytes", Integer.toString(1024 * 1024)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4")));
        var logging = new Properties();
        logging.putAll(Map.of(
                "status", "error",
                "appender.console.type", "Console",
                "appender.console.name", "console",
                "appender.console.layout.type", "PatternLayout",
                "appender.console.layout.pattern", "%d{ISO8601} %-5p %c{1.} - %m%n",
                "rootLogger.level", "warn",
                "rootLogger.appenderRef.console.ref", "console"));
        try {
            Files.createDirectories(directory);
            var file = directory.resolve("server.properties");
            store(broker, file);
            store(logging, directory.resolve("log4j2.properties"));
            return file;
        } catch (IOException e) {
            throw new LocalRunException("%s cannot be written: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    private static void store(Properties properties, Path file) throws IOException {
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Written at every start.");
        }
    }

    private void format(Path properties) throws InterruptedException {
        var outcome = Programs.run(
                java(
                        "kafka.tools.StorageTool",
                        "format",
                        "--cluster-id",
                        Uuid.randomUuid().toString(),
                        "--config",
                        properties.toString(),
                        "--ignore-formatted"),
                Duration.ofMinutes(2));
        if (!outcome.succeeded()) {
            throw new LocalRunException("Kafka could not format its data directory:%n%s".formatted(outcome.output()));
        }
    }

    private List<String> java(String mainClass, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Programs.java());
        command.addAll(JvmFlags.FOR_EVERY_PROCESS);
        command.add("-Dlog4j2.configurationFile="
                + directory.resolve("log4j2.properties").toUri());
        command.addAll(List.of("-cp", project.libraries().resolve("*").toString(), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private void awaitRequests() throws InterruptedException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!accepts() || !serves()) {
            if (process.running().isEmpty()) {
                throw process.diedAtStart();
            }
            if (System.nanoTime() > deadline) {
                throw new LocalRunException(
                        "Kafka does not answer on port %d. See %s.".formatted(ports.kafka(), process.log()));
            }
            Thread.sleep(100);
        }
    }

    /** Returns whether the port is open. Checked first, because Kafka's client logs many warnings about a closed port. */
    boolean accepts() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", ports.kafka()), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean serves() throws InterruptedException {
        try (var admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException notYet) {
            return false;
        }
    }
}
