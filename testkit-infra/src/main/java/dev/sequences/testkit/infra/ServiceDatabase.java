package dev.sequences.testkit.infra;

import dev.sequences.testkit.infra.PostgresServer.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A migrated database for tests that need no Quarkus. Static field of a test class; every test method finds the tables
 * empty.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ServiceDatabase database = ServiceDatabase.of("worklist");
 * }</pre>
 */
public final class ServiceDatabase implements BeforeAllCallback, BeforeEachCallback {

    private final String service;
    private final List<String> migrations;
    private @Nullable PGSimpleDataSource dataSource;

    private ServiceDatabase(String service, List<String> migrations) {
        this.service = service;
        this.migrations = migrations;
    }

    /** With the chassis' tables and those of {@code db/<service>}, as the service itself migrates them. */
    public static ServiceDatabase of(String service) {
        return new ServiceDatabase(service, List.of("classpath:db/chassis", "classpath:db/" + service));
    }

    /** With the chassis' tables and whatever else is in the given Flyway locations. */
    public static ServiceDatabase of(String service, String... moreLocations) {
        List<String> locations = new ArrayList<>(List.of("classpath:db/chassis"));
        locations.addAll(Arrays.asList(moreLocations));
        return new ServiceDatabase(service, locations);
    }

    public DataSource dataSource() {
        if (dataSource == null) {
            throw new IllegalStateException(
                    "the database is there only in tests: register it with @RegisterExtension on a static field");
        }
        return dataSource;
    }

    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (dataSource != null) {
            return;
        }
        Database database = Infrastructure.postgres().database(service);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.username());
        source.setPassword(database.password());
        source.setReWriteBatchedInserts(true);
        Flyway.configure()
                .dataSource(source)
                .locations(migrations.toArray(String[]::new))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .outOfOrder(true)
                .load()
                .migrate();
        dataSource = source;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        empty();
    }

    /** Empties every table but those that a migration fills. */
    public void empty() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$
                    declare tables text;
                    begin
                        select string_agg(format('%I.%I', schemaname, tablename), ', ') into tables
                        from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema')
                          and tablename not in ('flyway_schema_history', 'suite_clock', 'relay_progress');
                        if tables is not null then
                            execute 'truncate ' || tables;
                        end if;
                    end $$
                    """);
        }
    }
}
