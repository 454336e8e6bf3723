package dev.sequences.chassis.relay;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The right to relay, one per slot and database: a session-level advisory lock with the slot's name as key. It ends with the connection,
 * so a crashed process does not keep it.
 */
final class RelayLease implements AutoCloseable {

    private final Connection connection;

    private RelayLease(Connection connection) {
        this.connection = connection;
    }

    /**
     * Result of an attempt.
     *
     * @param lease empty if another session has it
     * @param sinceHeartbeat age of the leader's last heartbeat, by the database clock; empty before the first one
     */
    record Attempt(Optional<RelayLease> lease, Optional<Duration> sinceHeartbeat) {}

    static Attempt tryAcquire(String url, String user, String password, String slot) throws SQLException {
        Properties settings = new Properties();
        settings.put("user", user);
        settings.put("password", password);
        settings.put("tcpKeepAlive", "true");
        settings.put("connectTimeout", "5");
        settings.put("socketTimeout", "60");
        settings.put("ApplicationName", "relay-lease");
        // After the loss of a machine, the server ends its session within 25 s; the operating system's default is two
        // hours.
        settings.put("options", "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
        Connection connection = DriverManager.getConnection(url, settings);
        try {
            boolean locked = Rows.of(connection, "select pg_try_advisory_lock(hashtext(?)::bigint) as locked")
                    .with("relay:" + slot)
                    .one(row -> row.bool("locked"));
            if (locked) {
                return new Attempt(Optional.of(new RelayLease(connection)), Optional.empty());
            }
        } catch (StorageFailure e) {
            connection.close();
            throw e;
        }
        try (connection) {
            return new Attempt(Optional.empty(), sinceHeartbeat(connection));
        }
    }

    private static Optional<Duration> sinceHeartbeat(Connection connection) {
        return Rows.of(
                        connection,
                        "select extract(epoch from clock_timestamp() - beat)::float8 as seconds from chassis.relay_heartbeat"
                                + " order by beat desc limit 1")
                .first(row -> Duration.ofMillis((long) (row.doubleValue("seconds") * 1_000)));
    }

    Connection connection() {
        return connection;
    }

    /** Whether the session, and with it the lock, still exists. */
    boolean isValid() {
        try (Statement ping = connection.createStatement()) {
            return ping.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
