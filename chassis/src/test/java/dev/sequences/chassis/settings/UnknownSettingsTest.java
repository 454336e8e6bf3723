package dev.sequences.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownSettingsTest {

    private static final List<Class<?>> MAPPINGS =
            List.of(ServiceSettings.class, DatabaseSettings.class, KafkaSettings.class, TokenSettings.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sequences.service",
                "sequences.database.url",
                "%test.sequences.tokens.public-key",
                "SEQUENCES_DATABASE_URL",
                "SEQUENCES_KAFKA_BOOTSTRAP_SERVERS",
                "SEQUENCES_HOME",
                "SEQUENCES_DATA",
                "SEQUENCES_PORT_OFFSET",
                "SEQUENCES_JIT",
                "quarkus.http.port",
                "some.sequences.key"
            })
    void acceptsKnownSettingsAndForeignNames(String name) {
        assertThat(messages(name)).isEmpty();
    }

    @Test
    void namesTheUnknownKeyItsSourceAndTheNearestKnownOne() {
        assertThat(messages("sequences.tokens.public-keys"))
                .containsExactly(
                        "Unknown setting sequences.tokens.public-keys in PropertiesConfigSource[source=test]. The"
                                + " nearest known one is sequences.tokens.public-key. Correct or remove it;"
                                + " docs/settings.md lists all settings.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sequences.token.public-key",
                "sequences.nothing",
                "%prod.sequences.database.user",
                "SEQUENCES_DATABASE_USER",
                "SEQUENCES_TOKENS_PUBLICKEY"
            })
    void refusesWhatNoMappingReads(String name) {
        assertThat(messages(name)).singleElement().asString().contains(name);
    }

    @Test
    void readsTheEnvironmentByVariables() {
        EnvConfigSource environment = new EnvConfigSource(
                Map.of("SEQUENCES_HOME", "/home", "SEQUENCES_PORT_OFFSET", "100", "SEQUENCES_DATABASE_USR", "me"), 300);

        assertThat(UnknownSettings.messages(MAPPINGS, List.of(environment)))
                .singleElement()
                .asString()
                .startsWith("Unknown setting SEQUENCES_DATABASE_USR in EnvConfigSource. The nearest known one is"
                        + " SEQUENCES_DATABASE_U");
    }

    @Test
    void reportsAllUnknownKeysAtOnce() {
        assertThat(messages("sequences.tokens.lanes", "sequences.relay.pace")).hasSize(2);
    }

    private static List<String> messages(String... names) {
        Map<String, String> properties = new java.util.HashMap<>();
        for (String name : names) {
            properties.put(name, "1");
        }
        return UnknownSettings.messages(MAPPINGS, List.of(new PropertiesConfigSource(properties, "test", 100)));
    }
}
