package dev.sequences.chassis.database;

import dev.sequences.chassis.relay.RelaySettings;
import dev.sequences.chassis.settings.DatabaseSettings;
import dev.sequences.chassis.settings.DatabaseSettings.Migration;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Migrates the database at start, before anything reads it. A database that does not answer is waited for; one that does not meet the
 * requirements ends the service with exit code 1 and a message that names each of them.
 */
@ApplicationScoped
class Migrations {

    private static final Logger LOG = Logger.getLogger(Migrations.class);
    private static final int MAX_ATTEMPTS = 30;
    private static final long PAUSE_MILLIS = 2_000;

    /** SQL states of refusals that do not pass: class 28, invalid authorization, and 3D000, unknown database. */
    private static final List<String> FINAL_STATES = List.of("28", "3D");

    private final DataSource dataSource;
    private final Flyway flyway;
    private final RelaySettings relay;
    private final DatabaseSettings database;
    private final VertxHttpConfig server;

    Migrations(
            DataSource dataSource,
            Flyway flyway,
            RelaySettings relay,
            DatabaseSettings database,
            VertxHttpConfig server) {
        this.dataSource = dataSource;
        this.flyway = flyway;
        this.relay = relay;
        this.database = database;
        this.server = server;
    }

    void migrate(@Observes @Priority(5) StartupEvent event) throws InterruptedException {
        try (Connection connection = connect();
                Connection second = connect()) {
            List<String> unmet = new ArrayList<>(DatabaseRequirements.unmet(connection, relay.enabled()));
            DatabaseRequirements.pooler(connection, second).ifPresent(unmet::add);
            DatabaseRequirements.guessablePassword(database.username(), database.password(), server.host())
                    .ifPresent(unmet::add);
            if (!unmet.isEmpty()) {
                throw refusal("The database does not meet the requirements: " + String.join(" ", unmet));
            }
        } catch (SQLException e) {
            throw refusal("The requirements of the database cannot be read: " + e.getMessage());
        }
        if (database.migration() == Migration.NONE) {
            validate();
            return;
        }
        flyway.migrate();
        if (database.migration() == Migration.ONLY) {
            throw new PreventFurtherStepsException("The database is migrated.", 0);
        }
    }

    private void validate() {
        try {
            flyway.validate();
        } catch (FlywayException e) {
            throw refusal("The database is not migrated to this version, and sequences.database.migration is none: "
                    + e.getMessage());
        }
    }

    private Connection connect() throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return dataSource.getConnection();
            } catch (SQLException e) {
                if (attempt >= MAX_ATTEMPTS || isFinal(e)) {
                    throw refusal("The database cannot be used: " + e.getMessage()
                            + " Check sequences.database.url, username and password.");
                }
                LOG.warnf("the database does not answer, next attempt in %d ms: %s", PAUSE_MILLIS, e.getMessage());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static boolean isFinal(SQLException e) {
        return e.getSQLState() != null && FINAL_STATES.stream().anyMatch(e.getSQLState()::startsWith);
    }

    /** The runtime prints the message alone, without a stack trace. */
    private static PreventFurtherStepsException refusal(String message) {
        return new PreventFurtherStepsException(message, 1);
    }
}
