package dev.sequences.chassis.database;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.LocalIssuer;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a service needs of its PostgreSQL database. Each would otherwise fail later, with an error that does not name the cause. */
final class DatabaseRequirements {

    private static final int MIN_VERSION = 18;

    private static final String READ = """
            select current_setting('server_version') as version,
                   current_setting('server_version_num')::int / 10000 as major,
                   current_setting('wal_level') as wal_level,
                   current_user as login,
                   current_database() as database,
                   (select rolreplication or rolsuper from pg_roles where rolname = current_user) as can_replicate,
                   has_database_privilege(current_database(), 'create') as can_create,
                   pg_is_in_recovery() as is_standby
            """;

    private DatabaseRequirements() {}

    /**
     * Returns one sentence with the remedy for each unmet requirement.
     *
     * @param relay whether the service publishes events
     */
    static List<String> unmet(Connection connection, boolean relay) {
        return Rows.of(connection, READ).one(row -> {
            List<String> unmet = new ArrayList<>();
            if (row.intValue("major") < MIN_VERSION) {
                unmet.add(
                        "PostgreSQL is version " + row.text("version") + ". Use version " + MIN_VERSION + " or newer.");
            }
            if (row.bool("is_standby")) {
                unmet.add(
                        "The server is a standby. Connect to the primary, e.g. with targetServerType=primary in the URL.");
            }
            if (!row.bool("can_create")) {
                unmet.add("User " + row.text("login") + " must not create schemas in database " + row.text("database")
                        + ". Make the user the owner of the database.");
            }
            if (relay && !row.text("wal_level").equals("logical")) {
                unmet.add("wal_level is " + row.text("wal_level")
                        + ". Set it to logical and restart the server; the relay reads the write-ahead log.");
            }
            if (relay && !row.bool("can_replicate")) {
                unmet.add("User " + row.text("login") + " must not replicate. Execute: alter role \""
                        + row.text("login") + "\" replication.");
            }
            return List.copyOf(unmet);
        });
    }

    /**
     * Returns a sentence if both connections, which are open and idle, are served by one session of the server: a pooler in transaction mode,
     * which breaks advisory locks and prepared statements.
     */
    static Optional<String> pooler(Connection first, Connection second) {
        return session(first) == session(second)
                ? Optional.of(
                        "A pooler in transaction mode is between the service and PostgreSQL. Connect to the server"
                                + " directly, or use a pooler in session mode.")
                : Optional.empty();
    }

    private static int session(Connection connection) {
        return Rows.of(connection, "select pg_backend_pid() as pid").one(row -> row.intValue("pid"));
    }

    /** Returns a sentence if the password is the one of a local run, but other machines reach the service. */
    static Optional<String> guessablePassword(String username, String password, String host) {
        return password.equals(username) && !LocalIssuer.isLoopback(host)
                ? Optional.of("The password of user " + username
                        + " is its name, as in a local run, but the service listens on " + host
                        + ". Set another password.")
                : Optional.empty();
    }
}
