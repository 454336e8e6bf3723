package dev.sequences.testkit.infra;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Runs a Kafka broker (KRaft, broker and controller in one) until its parent ends. With a directory of {@link Certificates} as argument, it
 * has two more listeners: SASL over TLS, and TLS with client certificates.
 */
final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("sequences-kafka");
        int port = freePort();
        int controllerPort = freePort();
        Properties settings = settings(directory, port, controllerPort);
        String address = "localhost:" + port;
        if (args.length > 0) {
            int sasl = freePort();
            int mutual = freePort();
            secure(settings, new Certificates(Path.of(args[0])), port, controllerPort, sasl, mutual);
            address += " localhost:" + sasl + " localhost:" + mutual;
        }
        Path file = directory.resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        if (StorageTool.execute(format, System.err) != 0) {
            throw new IllegalStateException("the broker's directory could not be formatted");
        }
        Thread broker = new Thread(() -> Kafka.main(new String[] {file.toString()}), "broker");
        broker.setDaemon(true);
        broker.start();
        awaitListening(port, broker);
        ChildServer.readyUntilParentEnds(address);
        // The data are temporary, so no orderly shutdown is needed.
        delete(directory);
        Runtime.getRuntime().halt(0);
    }

    /** The listener opens after the broker has registered, so clients can connect immediately. */
    private static void awaitListening(int port, Thread broker) throws InterruptedException {
        while (broker.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("localhost", port), 500);
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the broker ended while it was starting");
    }

    private static Properties settings(Path directory, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty(
                "listeners", "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort));
        settings.setProperty("advertised.listeners", "PLAINTEXT://localhost:" + port);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("log.dirs", directory.resolve("data").toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        return settings;
    }

    private static void secure(
            Properties settings, Certificates certificates, int port, int controllerPort, int sasl, int mutual) {
        settings.setProperty(
                "listeners",
                "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d,SASL_SSL://localhost:%d,SSL://localhost:%d"
                        .formatted(port, controllerPort, sasl, mutual));
        settings.setProperty(
                "advertised.listeners",
                "PLAINTEXT://localhost:%d,SASL_SSL://localhost:%d,SSL://localhost:%d".formatted(port, sasl, mutual));
        settings.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL");
        settings.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.setProperty(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.setProperty("listener.name.ssl.ssl.client.auth", "required");
        // The users of SecuredServers and the administration have all rights; every other user needs ACLs.
        settings.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.setProperty(
                "super.users",
                "User:ANONYMOUS;User:%1$s;User:CN=%1$s;User:%2$s"
                        .formatted(SecuredServers.USER, SecuredServers.OTHER_USER));
        settings.setProperty("ssl.keystore.type", "PKCS12");
        settings.setProperty(
                "ssl.keystore.location", certificates.store("server").toString());
        settings.setProperty("ssl.keystore.password", Certificates.PASSWORD);
        settings.setProperty("ssl.truststore.type", "PEM");
        settings.setProperty(
                "ssl.truststore.location", certificates.certificate("client").toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (UncheckedIOException e) {
            // A file that the broker removed in between.
        }
    }
}
