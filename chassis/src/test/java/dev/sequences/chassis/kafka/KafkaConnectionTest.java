package dev.sequences.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.settings.KafkaSettings;
import dev.sequences.testkit.infra.SecuredServers;
import dev.sequences.testkit.settings.Defaults;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker that refuses clear text. */
class KafkaConnectionTest {

    private static final String TOPIC = "secured";
    private static final int TIMEOUT_MILLIS = 20_000;

    private static SecuredServers servers;

    @TempDir
    Path directory;

    @BeforeAll
    static void startServers() throws Exception {
        servers = SecuredServers.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.internal()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static KafkaConnection connection(Map<String, String> settings) {
        Map<String, String> keys = new HashMap<>();
        settings.forEach((key, value) -> keys.put("sequences.kafka." + key, value));
        return new KafkaConnection(Defaults.with(KafkaSettings.class, keys));
    }

    private static Map<String, String> sasl() {
        return new HashMap<>(Map.of(
                "bootstrap-servers",
                servers.sasl(),
                "security-protocol",
                "SASL_SSL",
                "sasl-username",
                SecuredServers.USER,
                "sasl-password",
                SecuredServers.PASSWORD,
                "tls-ca-file",
                servers.serverCertificate().toString()));
    }

    private static Map<String, String> mutual() {
        return new HashMap<>(Map.of(
                "bootstrap-servers", servers.mutual(),
                "security-protocol", "SSL",
                "tls-ca-file", servers.serverCertificate().toString(),
                "tls-certificate-file", servers.clientCertificate().toString(),
                "tls-key-file", servers.clientKey().toString()));
    }

    private static void sendsAndReads(KafkaConnection connection) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = connection.producer("test")) {
            producer.send(new ProducerRecord<>(TOPIC, new byte[] {1}, new byte[] {2}))
                    .get();
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                connection.properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assertThat(consumer.partitionsFor(TOPIC)).hasSize(1);
        }
        topics(connection);
    }

    private static Set<String> topics(KafkaConnection connection) throws Exception {
        try (Admin admin = connection.admin("test", TIMEOUT_MILLIS)) {
            return admin.listTopics().names().get();
        }
    }

    @Test
    void connectsBySaslOverTls() throws Exception {
        sendsAndReads(connection(sasl()));
    }

    @Test
    void connectsByMutualTls() throws Exception {
        sendsAndReads(connection(mutual()));
    }

    @Test
    void readsThePasswordFileAtEveryLogin() throws Exception {
        String user = SecuredServers.OTHER_USER;
        Path file = directory.resolve("password");
        Map<String, String> settings = sasl();
        settings.remove("sasl-password");
        settings.put("sasl-username", user);
        settings.put("sasl-password-file", file.toString());
        KafkaConnection connection = connection(settings);
        for (String password : List.of("first", "second")) {
            setPassword(user, password);
            Files.writeString(file, password + "\n");
            assertThat(topics(connection)).contains(TOPIC);
        }

        Files.writeString(file, "wrong");
        assertThatThrownBy(() -> topics(connection))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    private static void setPassword(String user, String password) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.internal()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
                    .all()
                    .get();
        }
    }

    @Test
    void rejectsABrokerOfAnotherAuthority() {
        Map<String, String> settings = sasl();
        settings.put("tls-ca-file", servers.clientCertificate().toString());
        assertThatThrownBy(() -> topics(connection(settings)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void isRejectedWithoutTheClientCertificate() {
        Map<String, String> settings = mutual();
        settings.remove("tls-certificate-file");
        settings.remove("tls-key-file");
        assertThatThrownBy(() -> topics(connection(settings))).isInstanceOf(ExecutionException.class);
    }

    @Test
    void readsFurtherPropertiesFromAFile() throws Exception {
        Path file = directory.resolve("client.properties");
        Files.writeString(file, "client.dns.lookup=resolve_canonical_bootstrap_servers_only\nretry.backoff.ms=7\n");
        Map<String, String> settings = sasl();
        settings.put("properties-file", file.toString());
        assertThat(connection(settings).properties()).containsEntry("retry.backoff.ms", "7");
    }

    @Test
    void namesTheSettingThatIsMissingOrWrong() {
        refuses(sasl(), "security-protocol", "TLS", "sequences.kafka.security-protocol is not one of");
        refuses(sasl(), "sasl-mechanism", "GSSAPI", "sequences.kafka.sasl-mechanism is not one of");
        refuses(sasl(), "sasl-username", null, "sequences.kafka.sasl-username is required");
        refuses(sasl(), "sasl-password", null, "sequences.kafka.sasl-password-file or sasl-password is required");
        refuses(
                sasl(),
                "sasl-password-file",
                servers.passwordFile().toString(),
                "sequences.kafka.sasl-password-file or sasl-password");
        refuses(mutual(), "tls-key-file", null, "sequences.kafka.tls-certificate-file and tls-key-file must both");

        Map<String, String> unreadable = sasl();
        unreadable.put("tls-ca-file", directory.resolve("absent.pem").toString());
        assertThatThrownBy(() -> connection(unreadable).properties())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent.pem");
    }

    private static void refuses(Map<String, String> settings, String key, String value, String message) {
        if (value == null) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }
        assertThatThrownBy(() -> connection(settings).properties())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
