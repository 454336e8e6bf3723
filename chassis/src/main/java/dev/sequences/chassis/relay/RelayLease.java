package dev.sequences.chassis.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The right to relay, one per slot and database: a session's advisory lock, keyed on the slot's name. It ends with the
 * connection, so a dead holder never keeps it.
 */
final class RelayLease implements AutoCloseable {

    private final Connection connection;

    private RelayLease(Connection connection) {
        this.connection = connection;
    }

    /**
     * Result of an attempt.
     *
     * @param lease empty while another session has it
     * @param sinceHeartbeat age of the leader's last heartbeat, by the database's clock; empty before the first one
     */
    record Attempt(Optional<RelayLease> lease, Optional<Duration> sinceHeartbeat) {}

    static Attempt tryTake(String url, String user, String password, String slot) throws SQLException {
        Properties settings = new Properties();
        settings.put("user", user);
        settings.put("password", password);
        settings.put("tcpKeepAlive", "true");
        settings.put("connectTimeout", "5");
        settings.put("socketTimeout", "60");
        settings.put("ApplicationName", "relay-lease");
        // A holder whose machine is gone loses the lease after 25 s, and not when the server's system gives up after
        // hours.
        settings.put("options", "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
        Connection connection = DriverManager.getConnection(url, settings);
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(hashtext(?)::bigint)")) {
            lock.setString(1, "relay:" + slot);
            try (ResultSet result = lock.executeQuery()) {
                result.next();
                if (result.getBoolean(1)) {
                    return new Attempt(Optional.of(new RelayLease(connection)), Optional.empty());
                }
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        try (connection) {
            return new Attempt(Optional.empty(), sinceHeartbeat(connection));
        }
    }

    private static Optional<Duration> sinceHeartbeat(Connection connection) throws SQLException {
        try (Statement read = connection.createStatement();
                ResultSet result = read.executeQuery(
                        "select extract(epoch from clock_timestamp() - max(beat)) from chassis.relay_heartbeat")) {
            result.next();
            double seconds = result.getDouble(1);
            return result.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis((long) (seconds * 1_000)));
        }
    }

    Connection connection() {
        return connection;
    }

    boolean held() {
        try (Statement ask = connection.createStatement()) {
            return ask.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
