package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {

    private static Properties of(String url) {
        return EngineSettings.of("designer_relay", url, "designer", "secret", Duration.ofSeconds(2), List.of());
    }

    @Test
    void takesHostPortAndDatabaseFromTheUrl() {
        assertThat(of("jdbc:postgresql://db_1.example:5433/designer"))
                .containsEntry("database.hostname", "db_1.example")
                .containsEntry("database.port", "5433")
                .containsEntry("database.dbname", "designer")
                .doesNotContainKey("database.sslmode");
        assertThat(of("jdbc:postgresql://db/designer")).containsEntry("database.port", "5432");
    }

    @Test
    void takesTlsParametersFromTheUrl() {
        assertThat(of("jdbc:postgresql://db/designer?sslmode=verify-full&sslrootcert=/tls/ca%20file.pem"))
                .containsEntry("database.sslmode", "verify-full")
                .containsEntry("driver.sslmode", "verify-full")
                .containsEntry("driver.sslrootcert", "/tls/ca file.pem")
                .doesNotContainKey("driver.PGHOST");
    }

    @Test
    void joinsSeveralHostsAsTheEngineExpects() {
        assertThat(of("jdbc:postgresql://db-1:5433,db-2:5434,db-3/designer?targetServerType=primary"))
                .containsEntry("database.hostname", "db-1:5433,db-2:5434,db-3")
                .containsEntry("database.port", "5432")
                .containsEntry("driver.targetServerType", "primary");
    }

    @Test
    void refusesOtherUrls() {
        assertThatThrownBy(() -> of("jdbc:mysql://db/designer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sequences.database.url is not a JDBC URL of PostgreSQL");
    }
}
