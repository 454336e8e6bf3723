package dev.sequences.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.local.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A packaged service has no default secrets: without a setting it does not start, and the message names the setting. */
@Order(203)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequiredSettingsIT {

    private static final Map<String, String> REQUIRED = Map.of(
            "SEQUENCES_DATABASE_URL", "sequences.database.url",
            "SEQUENCES_DATABASE_USERNAME", "sequences.database.username",
            "SEQUENCES_DATABASE_PASSWORD", "sequences.database.password",
            "SEQUENCES_KAFKA_BOOTSTRAP_SERVERS", "sequences.kafka.bootstrap-servers",
            "SEQUENCES_TOKENS_PUBLIC_KEY", "sequences.tokens.public-key",
            "SEQUENCES_TOKENS_ISSUER", "sequences.tokens.issuer");

    /** A service that starts although it should not is stopped. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final RunningSuite suite;

    /** A working directory without the configuration of a local run. */
    @TempDir
    Path directory;

    RequiredSettingsIT(RunningSuite suite) {
        this.suite = suite;
    }

    static Stream<String> required() {
        return REQUIRED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("required")
    void refusesToStartWithoutTheSetting(String variable) throws Exception {
        Map<String, String> environment = environment(Component.DESIGNER);
        environment.remove(variable);
        assertThat(outputOfFailedStart(Component.DESIGNER, environment))
                .contains(REQUIRED.get(variable) + " is required");
    }

    @ParameterizedTest
    @EnumSource(
            value = Component.class,
            names = {"POSTGRES", "KAFKA"},
            mode = EnumSource.Mode.EXCLUDE)
    void namesAllMissingSettingsAtOnce(Component service) throws Exception {
        Map<String, String> environment = environment(service);
        environment.keySet().removeAll(REQUIRED.keySet());
        assertThat(outputOfFailedStart(service, environment)).contains(REQUIRED.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEQUENCES_TOKENS_ISSUER", "SEQUENCES_DATABASE_PASSWORD"})
    void treatsAnEmptySettingAsMissing(String variable) throws Exception {
        Map<String, String> environment = environment(Component.INSIGHTS);
        environment.put(variable, "");
        assertThat(outputOfFailedStart(Component.INSIGHTS, environment)).contains(REQUIRED.get(variable));
    }

    /** Everyone who can run the launcher can issue its tokens. */
    @ParameterizedTest
    @ValueSource(strings = {"QUARKUS_HTTP_HOST", "SEQUENCES_HTTP_HOST"})
    void refusesTheIssuerOfALocalRunOnAnAddressThatOthersReach(String variable) throws Exception {
        Map<String, String> environment = environment(Component.INSIGHTS);
        environment.remove("QUARKUS_HTTP_HOST");
        environment.put(variable, "0.0.0.0");
        assertThat(outputOfFailedStart(Component.INSIGHTS, environment))
                .contains("The issuer sequences-local is for local runs", "listens on 0.0.0.0");
    }

    private Map<String, String> environment(Component service) {
        Map<String, String> environment = new HashMap<>(suite.local().environment(service));
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        return environment;
    }

    private String outputOfFailedStart(Component service, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> arguments = new ArrayList<>();
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        arguments.addAll(Objects.requireNonNull(
                suite.local().settings().serviceArguments().get(service)));
        ProcessBuilder command = new ProcessBuilder(arguments)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().keySet().removeIf(name -> name.startsWith("SEQUENCES_") || name.startsWith("QUARKUS_"));
        command.environment().putAll(environment);
        Process process = command.start();
        try {
            assertThat(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .as("ends: %s", Files.readString(output))
                    .isTrue();
            assertThat(process.exitValue()).isNotZero();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }
}
