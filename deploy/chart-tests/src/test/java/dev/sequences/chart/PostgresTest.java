package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Roles and databases for a managed server, and the cluster of CloudNativePG. */
class PostgresTest {

    private static final Path DIRECTORY = Chart.ROOT.resolve("deploy/postgres");
    private static final List<String> SERVICES = List.of("designer", "enrollment", "worklist", "segment", "insights");
    private static final String ADMINISTRATOR = "managed_admin";
    private static final PostgresServer SERVER = Infrastructure.postgres();

    /** A managed server has no superuser for its users. */
    @BeforeAll
    static void createRolesAsAnAdministratorWithoutSuperuser() throws Exception {
        try (Connection connection = connect("postgres", SERVER.superuser());
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + ADMINISTRATOR + " login createrole createdb replication");
        }
        run(passwords());
    }

    @Test
    void changesNothingWhenRunAgain() throws Exception {
        String before = roles();
        Map<String, String> others = passwords();
        others.replaceAll((name, password) -> name.equals("USER") ? password : "another");

        run(others);

        assertThat(roles()).isEqualTo(before);
    }

    @Test
    void refusesToRunWithoutAPassword() {
        Map<String, String> incomplete = passwords();
        incomplete.remove("worklist_password");

        assertThatThrownBy(() -> run(incomplete)).hasMessageContaining("Set -v worklist_password=");
    }

    @Test
    void givesEachServiceItsOwnDatabaseOnly() throws Exception {
        for (String service : SERVICES) {
            try (Connection connection = connect(service, service);
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema own create table own.fact (id int)");
                statement.execute("create extension if not exists pg_trgm");
                statement.execute("create publication own_facts for table own.fact");
                assertThat(single(statement, "select rolreplication from pg_roles where rolname = current_user"))
                        .isEqualTo("t");
            }
            for (String other : SERVICES) {
                if (!other.equals(service)) {
                    assertThatThrownBy(() -> connect(other, service).close())
                            .as("%s in the database of %s", service, other)
                            .hasMessageContaining("permission denied for database");
                }
            }
        }
    }

    @Test
    void letsAnalystsReadInsightsOnly() throws Exception {
        try (Connection connection = connect("insights", "analyst");
                Statement statement = connection.createStatement()) {
            assertThat(single(statement, "show default_transaction_read_only")).isEqualTo("on");
            assertThat(single(statement, "show search_path")).isEqualTo("analytics, public");
        }
        assertThatThrownBy(() -> connect("designer", "analyst").close()).hasMessageContaining("permission denied");
    }

    @Test
    void runsTheQueriesOfTheMonitoring() throws Exception {
        JsonNode queries = Chart.YAML.readTree(Chart.read(DIRECTORY.resolve("monitoring.yaml"))
                .at("/data/queries")
                .asText());
        try (Connection connection = connect("postgres", SERVER.superuser());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_logical_replication_slot('monitored', 'pgoutput')");
            try {
                for (JsonNode query : queries) {
                    List<String> declared = new ArrayList<>();
                    query.path("metrics").forEach(metric -> metric.fieldNames().forEachRemaining(declared::add));
                    try (ResultSet row =
                            statement.executeQuery(query.path("query").asText())) {
                        List<String> columns = new ArrayList<>();
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            columns.add(row.getMetaData().getColumnName(i));
                        }
                        assertThat(columns).isEqualTo(declared);
                        assertThat(row.next()).isTrue();
                        assertThat(row.getDouble(columns.size())).isBetween(0.0, 1.0);
                    }
                }
            } finally {
                statement.execute("select pg_drop_replication_slot('monitored')");
            }
        }
    }

    @Test
    void configuresTheClusterLikeTheLocalRun() throws Exception {
        List<JsonNode> objects = Chart.documents(Files.readString(DIRECTORY.resolve("cluster.yaml")));
        JsonNode cluster = objects.getFirst();
        JsonNode reference = Chart.read(DIRECTORY.resolve("server.yaml"));
        JsonNode parameters = cluster.at("/spec/postgresql/parameters");

        reference.path("settings").properties().forEach(setting -> assertThat(
                        parameters.path(setting.getKey()).asText())
                .as(setting.getKey())
                .isEqualTo(setting.getValue().asText()));
        assertThat(cluster.at("/spec/imageName").asText())
                .endsWith(":" + reference.path("majorVersion").asText());
        assertThat(cluster.at("/spec/replicationSlots/highAvailability/synchronizeLogicalDecoding")
                        .asBoolean())
                .isTrue();
        assertThat(cluster.at("/spec/postgresql/synchronous/number").asInt()).isEqualTo(1);
        List<String> roles = cluster.at("/spec/managed/roles").findValuesAsText("name");
        assertThat(roles).containsAll(SERVICES).contains("analyst");
        assertThat(objects.subList(1, objects.size()))
                .extracting(database -> database.at("/spec/name").asText() + " of "
                        + database.at("/spec/owner").asText())
                .containsExactlyElementsOf(
                        SERVICES.stream().map(name -> name + " of " + name).toList());
    }

    private static void run(Map<String, String> variables) throws Exception {
        PsqlScript.run(
                Files.readString(DIRECTORY.resolve("roles.sql")),
                database -> connect(database, ADMINISTRATOR),
                variables);
    }

    private static Map<String, String> passwords() {
        Map<String, String> variables = new HashMap<>(Map.of("USER", ADMINISTRATOR, "analyst_password", "read's only"));
        SERVICES.forEach(service -> variables.put(service + "_password", "secret of " + service));
        return variables;
    }

    private static String roles() throws SQLException {
        try (Connection connection = connect("postgres", SERVER.superuser());
                Statement statement = connection.createStatement()) {
            return single(
                    statement,
                    "select string_agg(rolname || coalesce(rolpassword, '') || rolreplication, ',' order by rolname) from pg_authid");
        }
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(SERVER.host(), SERVER.port(), database), user, "");
    }
}
