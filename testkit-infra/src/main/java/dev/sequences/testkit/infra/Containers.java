package dev.sequences.testkit.infra;

import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The same two servers from container images, for machines that have an engine and prefer it. */
final class Containers {

    private static final String PASSWORD = "postgres";

    private Containers() {}

    static boolean engineAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException | LinkageError noEngine) {
            return false;
        }
    }

    // Both live as long as the JVM; the engine's reaper removes them after it.
    @SuppressWarnings("resource")
    static String startPostgres() {
        PostgresReference reference = PostgresReference.read();
        PostgreSQLContainer postgres = new PostgreSQLContainer(
                        DockerImageName.parse(System.getProperty("testkit.postgres-image", "postgres:18"))
                                .asCompatibleSubstituteFor("postgres"))
                .withUsername("postgres")
                .withPassword(PASSWORD)
                .withEnv("POSTGRES_INITDB_ARGS", arguments("--%s=%s", reference.initdb()))
                .withCommand(("postgres" + arguments(" -c %s=%s", reference.settings())).split(" "));
        postgres.start();
        return postgres.getHost() + " " + postgres.getFirstMappedPort() + " postgres " + PASSWORD;
    }

    private static String arguments(String form, Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> form.formatted(option.getKey(), option.getValue()))
                .collect(Collectors.joining(form.startsWith(" ") ? "" : " "));
    }

    @SuppressWarnings("resource")
    static String startKafka() {
        KafkaContainer kafka = new KafkaContainer(
                        DockerImageName.parse(System.getProperty("testkit.kafka-image", "apache/kafka:4.3.0"))
                                .asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        kafka.start();
        return kafka.getBootstrapServers();
    }
}
