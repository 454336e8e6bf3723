package dev.sequences.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.PostgresServer;
import dev.sequences.testkit.infra.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseRequirementsTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("requirements_test", new String[0]);

    @Test
    void areMetByTheServersOfTheSuite() throws SQLException {
        try (Connection connection = database.connect()) {
            assertThat(DatabaseRequirements.unmet(connection, true)).isEmpty();
        }
    }

    @Test
    void nameTheRightsThatAUserLacks() throws SQLException {
        String login = "guest-" + UUID.randomUUID();
        PostgresServer server = Infrastructure.postgres();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/postgres".formatted(server.host(), server.port()),
                server.superuser(),
                server.password())) {
            Rows.of(connection, "create role \"" + login + "\"").update();
            Rows.of(connection, "set role \"" + login + "\"").update();

            assertThat(DatabaseRequirements.unmet(connection, true))
                    .hasSize(2)
                    .satisfies(
                            unmet -> assertThat(unmet.get(0)).contains(login, "owner of the database"),
                            unmet -> assertThat(unmet.get(1)).contains("alter role \"" + login + "\" replication"));
            assertThat(DatabaseRequirements.unmet(connection, false)).hasSize(1);
        }
    }

    @Test
    void recognizeAPoolerThatSharesASession() throws SQLException {
        try (Connection first = database.connect();
                Connection second = database.connect()) {
            assertThat(DatabaseRequirements.pooler(first, second)).isEmpty();
            assertThat(DatabaseRequirements.pooler(first, first))
                    .hasValueSatisfying(text -> assertThat(text).contains("transaction mode", "session mode"));
        }
    }

    @Test
    void refuseThePasswordOfALocalRunWhereOtherMachinesReachTheService() {
        assertThat(DatabaseRequirements.guessablePassword("worklist", "worklist", "0.0.0.0"))
                .hasValueSatisfying(text -> assertThat(text).contains("user worklist"));
        assertThat(DatabaseRequirements.guessablePassword("worklist", "worklist", "127.0.0.1"))
                .isEmpty();
        assertThat(DatabaseRequirements.guessablePassword("worklist", "b3d1", "0.0.0.0"))
                .isEmpty();
    }
}
