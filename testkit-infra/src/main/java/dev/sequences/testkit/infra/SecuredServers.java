package dev.sequences.testkit.infra;

import dev.sequences.testkit.infra.PostgresServer.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker and a database server that refuse clear text. The broker demands SASL over TLS on one port and a client certificate on another;
 * PostgreSQL demands TLS, a client certificate and a password. They run until the tests' JVM ends.
 *
 * @param sasl bootstrap address for {@code SASL_SSL} with {@code SCRAM-SHA-512}
 * @param mutual bootstrap address for {@code SSL} with a client certificate
 * @param internal bootstrap address in clear text, for the administration by tests
 */
public record SecuredServers(Path directory, String sasl, String mutual, String internal, PostgresServer postgres) {

    public static final String USER = "sequences";

    /** A user for tests that create its password; like {@link #USER} it has all rights. */
    public static final String OTHER_USER = "rotating";

    /** With characters that JAAS and properties files treat specially. */
    public static final String PASSWORD = "a \"quoted\\ secret; #1";

    public static SecuredServers start() {
        try {
            Path directory = Files.createTempDirectory("sequences-secured");
            Certificates.createIn(directory);
            Files.writeString(directory.resolve("password"), PASSWORD + "\n");
            String[] broker =
                    ChildServer.start(BrokerProcess.class, directory.toString()).split(" ", -1);
            DeclaredTopics.createOn(broker[0]);
            createUser(broker[0]);
            String[] database = ChildServer.start(PostgresProcess.class, directory.toString())
                    .split(" ", -1);
            return new SecuredServers(
                    directory,
                    broker[1],
                    broker[2],
                    broker[0],
                    new PostgresServer(database[0], Integer.parseInt(database[1]), database[2], database[3]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createUser(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the user could not be created on " + bootstrap, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Path serverCertificate() {
        return certificates().certificate("server");
    }

    public Path clientCertificate() {
        return certificates().certificate("client");
    }

    public Path clientKey() {
        return certificates().key("client");
    }

    public Path passwordFile() {
        return directory.resolve("password");
    }

    private Certificates certificates() {
        return new Certificates(directory);
    }

    /** Settings of a service that connects to both servers. */
    public Map<String, String> settings(String service) {
        Database database = postgres.database(service);
        return Map.of(
                "sequences.kafka.bootstrap-servers", sasl,
                "sequences.kafka.security-protocol", "SASL_SSL",
                "sequences.kafka.sasl-username", USER,
                "sequences.kafka.sasl-password-file", passwordFile().toString(),
                "sequences.kafka.tls-ca-file", serverCertificate().toString(),
                "sequences.database.url",
                        "%s?sslmode=verify-full&sslrootcert=%s&sslcert=%s&sslkey=%s"
                                .formatted(
                                        database.url(),
                                        serverCertificate(),
                                        clientCertificate(),
                                        certificates().binaryKey("client")),
                "sequences.database.username", database.username(),
                "sequences.database.password", database.password());
    }
}
