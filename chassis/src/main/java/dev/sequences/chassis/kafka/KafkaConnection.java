package dev.sequences.chassis.kafka;

import dev.sequences.chassis.settings.KafkaSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The properties of every Kafka client of the service, so that TLS and SASL apply to all of them. Files are read when a client is
 * created; the password file is also read at every login.
 */
@ApplicationScoped
public class KafkaConnection {

    /**
     * Maximum size of a record in bytes, before compression. Larger than any event that the request limits permit, so that no event can
     * stop the relay; the topics have the same limit ({@code maxMessageBytes} in {@code deploy/kafka/topics.yaml}).
     */
    public static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    /** The properties that the consumers of the messaging channels start with. */
    private static final String CHANNEL_PROPERTIES = "default-kafka-broker";

    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final Map<String, String> LOGIN_MODULES = Map.of(
            "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule",
            "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

    private final KafkaSettings settings;

    public KafkaConnection(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns the connection properties that all clients share.
     *
     * @throws IllegalArgumentException if a setting is missing or contradicts another; the message names it
     * @throws UncheckedIOException if a configured file cannot be read
     */
    public Map<String, Object> properties() {
        String protocol = settings.securityProtocol().toUpperCase(Locale.ROOT).replace('-', '_');
        require(PROTOCOLS.contains(protocol), "security-protocol", "is not one of " + PROTOCOLS);
        Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        if (protocol.endsWith("SSL")) {
            addTls(properties);
        }
        Map<String, Object> further = furtherProperties();
        if (protocol.startsWith("SASL")
                && !further.containsKey(SaslConfigs.SASL_JAAS_CONFIG)
                && !further.containsKey(SaslConfigs.SASL_MECHANISM)) {
            addSasl(properties);
        }
        properties.putAll(further);
        return properties;
    }

    /** Returns the addresses of the brokers as configured. */
    String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** Whether the address of at least one broker can be resolved. Without one, no client can be created. */
    boolean isResolvable() {
        return Arrays.stream(settings.bootstrapServers().split(","))
                .map(address -> Utils.getHost(address.strip()))
                .anyMatch(host -> host != null && !new InetSocketAddress(host, 1).isUnresolved());
    }

    /** For the consumers of the messaging channels. Takes the place of the framework's properties, which know no settings of the suite. */
    @Produces
    @Singleton
    @Identifier(CHANNEL_PROPERTIES)
    Map<String, Object> channelProperties() {
        return properties();
    }

    /** Returns a new idempotent producer that keeps the order and waits for all in-sync replicas. */
    public KafkaProducer<byte[], byte[]> producer(String clientId) {
        Map<String, Object> properties = properties();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns a new admin client whose requests fail after {@code timeoutMillis}. */
    public Admin admin(String clientId, int timeoutMillis) {
        Map<String, Object> properties = properties();
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
        properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return Admin.create(properties);
    }

    private void addTls(Map<String, Object> properties) {
        settings.tlsCaFile().ifPresent(file -> {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, read(file));
        });
        require(
                settings.tlsCertificateFile().isPresent()
                        == settings.tlsKeyFile().isPresent(),
                "tls-certificate-file and tls-key-file",
                "must both be set or both be unset");
        settings.tlsCertificateFile().ifPresent(file -> {
            properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, read(file));
        });
        settings.tlsKeyFile().ifPresent(file -> properties.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, read(file)));
        if (!settings.tlsVerifyHostname()) {
            properties.put(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, "");
        }
    }

    private void addSasl(Map<String, Object> properties) {
        String mechanism = settings.saslMechanism().toUpperCase(Locale.ROOT);
        require(
                LOGIN_MODULES.containsKey(mechanism),
                "sasl-mechanism",
                "is not one of " + LOGIN_MODULES.keySet().stream().sorted().toList()
                        + "; configure others by properties-file");
        require(settings.saslUsername().isPresent(), "sasl-username", "is required by the security protocol");
        require(
                settings.saslPassword().isPresent()
                        != settings.saslPasswordFile().isPresent(),
                "sasl-password-file",
                "or sasl-password is required by the security protocol; set one of them");
        StringBuilder jaas = new StringBuilder(LOGIN_MODULES.get(mechanism)).append(" required");
        settings.saslUsername().ifPresent(name -> jaas.append(" username=").append(quoted(name)));
        settings.saslPassword().ifPresent(secret -> jaas.append(" password=").append(quoted(secret)));
        settings.saslPasswordFile().ifPresent(file -> {
            jaas.append(" ").append(PasswordFileHandler.FILE).append("=").append(quoted(file.toString()));
            properties.put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, PasswordFileHandler.class.getName());
        });
        properties.put(SaslConfigs.SASL_MECHANISM, mechanism);
        properties.put(SaslConfigs.SASL_JAAS_CONFIG, jaas.append(";").toString());
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Map<String, Object> furtherProperties() {
        Optional<Path> file = settings.propertiesFile();
        if (file.isEmpty()) {
            return Map.of();
        }
        Properties content = new Properties();
        try (Reader reader = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
            content.load(reader);
        } catch (IOException e) {
            throw unreadable(file.get(), e);
        }
        return new HashMap<>(Utils.propsToMap(content));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UncheckedIOException unreadable(Path file, IOException e) {
        return new UncheckedIOException("cannot read " + file + ", which a setting of sequences.kafka names", e);
    }

    private static void require(boolean condition, String key, String problem) {
        if (!condition) {
            throw new IllegalArgumentException("sequences.kafka." + key + " " + problem + ".");
        }
    }
}
