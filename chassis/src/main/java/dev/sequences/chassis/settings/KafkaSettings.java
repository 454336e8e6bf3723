package dev.sequences.chassis.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The Kafka brokers, for every client of the service: consumers, relay, dead letters and lag measurement. */
@ConfigMapping(prefix = "sequences.kafka")
public interface KafkaSettings {

    /** Addresses of brokers, {@code host:port} separated by commas. */
    String bootstrapServers();

    /** Protocol of the connections: {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}. */
    @WithDefault("PLAINTEXT")
    String securityProtocol();

    /** SASL mechanism: {@code SCRAM-SHA-512}, {@code SCRAM-SHA-256} or {@code PLAIN}; others by {@code properties-file}. */
    @WithDefault("SCRAM-SHA-512")
    String saslMechanism();

    /** User for SASL. */
    Optional<String> saslUsername();

    /** Password for SASL. Prefer {@code sasl-password-file}. */
    Optional<String> saslPassword();

    /** File with the password for SASL. It is read at every login, so that a rotated password needs no restart. */
    Optional<Path> saslPasswordFile();

    /** PEM file with the certificates of the authorities that may sign the brokers' certificates. Unset: those of the JVM. */
    Optional<Path> tlsCaFile();

    /** PEM file with the client's certificate chain, for mutual TLS. */
    Optional<Path> tlsCertificateFile();

    /** PEM file with the client's private key in PKCS #8 form, for mutual TLS. */
    Optional<Path> tlsKeyFile();

    /** Whether the broker's certificate must name the host that the client connects to. */
    @WithDefault("true")
    boolean tlsVerifyHostname();

    /**
     * Properties file with further settings of Kafka clients, such as those of {@code OAUTHBEARER}. It overrides the settings above; consumers
     * and producers ignore what does not concern them.
     */
    Optional<Path> propertiesFile();
}
