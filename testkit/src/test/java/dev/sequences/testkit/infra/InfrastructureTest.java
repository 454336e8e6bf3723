package dev.sequences.testkit.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InfrastructureTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("testkit", new String[0]);

    @Test
    void providesPostgresWithLogicalDecodingAndTheChassisTables() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select current_setting('wal_level'),"
                    + " current_setting('server_version_num')::int, current_user, rolreplication"
                    + " from pg_roles where rolname = current_user")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("logical");
                assertThat(row.getInt(2)).isGreaterThanOrEqualTo(180000);
                assertThat(row.getString(3)).isEqualTo("testkit");
                assertThat(row.getBoolean(4)).isTrue();
            }
            try (ResultSet row = statement.executeQuery("select count(*) from chassis.suite_clock")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void createsTheServerLikeTheLocalRunInAnyLocale() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select datlocprovider, datlocale, pg_encoding_to_char(encoding) as"
                                + " encoding from pg_database"
                                + " where datname = current_database()")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("datlocprovider")).isEqualTo("b");
            assertThat(row.getString("datlocale")).isEqualTo("C.UTF-8");
            assertThat(row.getString("encoding")).isEqualTo("UTF8");
        }
        // The session's time zone would be that of this JVM: the driver sends it.
        PostgresServer server = Infrastructure.postgres();
        try (Connection connection = server.connect("postgres", server.superuser(), server.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_read_file('postmaster.opts')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).containsIgnoringCase("timezone=UTC");
        }
    }

    @Test
    void providesABrokerWithTheDeclaredTopicsOnly() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.kafka()))) {
            assertThat(admin.listTopics().names().get())
                    .contains(
                            Topics.ENROLLMENTS,
                            Topics.CRM_RECORDS,
                            Topics.deadLetterOf(Topics.ENROLLMENTS, "worklist.enrollments"));
        }
    }

    @Test
    void startsEachServerOncePerJvm() {
        assertThat(Infrastructure.kafka()).isEqualTo(Infrastructure.kafka());
        assertThat(Infrastructure.postgres()).isEqualTo(Infrastructure.postgres());
    }

    @Test
    void usesContainersWhenChosenAndAvailable() {
        Infrastructure.whyNoContainers().ifPresent(reason -> Assumptions.abort(reason));
        assertThat(Containers.startPostgres()).contains(" postgres ");
        assertThat(Containers.startKafka()).contains(":");
    }

    @Test
    void signsTokensWithTheClaimsOfTheServices() throws Exception {
        String[] parts = TestTokens.token("ben", "salesperson").split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .contains("\"iss\":\"sequences-local\"", "\"upn\":\"ben\"", "\"groups\":[\"salesperson\"]");
        assertThat(Files.readString(TestTokens.publicKey())).startsWith("-----BEGIN PUBLIC KEY-----");
    }
}
