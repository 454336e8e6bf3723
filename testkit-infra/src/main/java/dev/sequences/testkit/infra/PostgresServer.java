package dev.sequences.testkit.infra;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A real PostgreSQL 18 with logical decoding. */
public record PostgresServer(String host, int port, String superuser, String password) {

    /** The service's own login with the right to replicate, and an empty database that it owns. */
    public Database database(String service) {
        String name = service + "_" + UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = connect("postgres", superuser, password);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%1$s') then
                            create role "%1$s" login replication password '%1$s';
                        end if;
                    end $$
                    """.formatted(service));
            statement.execute("create database \"%s\" owner \"%s\"".formatted(name, service));
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be made for " + service, e);
        }
        try (Connection connection = connect(name, superuser, password);
                Statement statement = connection.createStatement()) {
            statement.execute("grant execute on function pg_log_standby_snapshot() to \"%s\"".formatted(service));
        } catch (SQLException e) {
            throw new IllegalStateException("no right could be given to " + service, e);
        }
        return new Database("jdbc:postgresql://%s:%d/%s".formatted(host, port, name), service, service);
    }

    Connection connect(String database, String user, String secret) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s".formatted(host, port, database), user, secret);
    }

    /** One database and its login. */
    public record Database(String url, String username, String password) {}
}
