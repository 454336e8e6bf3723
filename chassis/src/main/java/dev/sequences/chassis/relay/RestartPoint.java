package dev.sequences.chassis.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/**
 * Where the server reads the log anew when the slot is taken up again. It moves only to snapshots of the running transactions, and
 * PostgreSQL writes one every 15 seconds: under load that is a hundred megabytes, which a service that comes back would wait for.
 * So one is asked for whenever the point is far behind. It serves all slots of the server.
 */
final class RestartPoint {

    private static final Logger LOG = Logger.getLogger(RestartPoint.class);

    /** What is read anew in well under a second. */
    static final long FAR_BYTES = 8L << 20;

    private final Connection connection;
    private final String slot;
    private final boolean allowed;
    private String confirmedWhenAsked = "0/0";

    private RestartPoint(Connection connection, String slot, boolean allowed) {
        this.connection = connection;
        this.slot = slot;
        this.allowed = allowed;
    }

    /** Without the right to ask for snapshots, the server's own ones have to do. */
    static RestartPoint of(Connection connection, String slot) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet answer =
                        ask.executeQuery("select has_function_privilege('pg_log_standby_snapshot()', 'execute')")) {
            answer.next();
            boolean allowed = answer.getBoolean(1);
            if (!allowed) {
                LOG.info("no right to execute pg_log_standby_snapshot(): after a kill, more of the log is read anew");
            }
            return new RestartPoint(connection, slot, allowed);
        }
    }

    /**
     * Costs one look at the slot while the point is near, and when the relay got no further since it asked last: then no snapshot could
     * move the point, and each costs every reader of the log a file. Says whether it asked.
     */
    boolean keepNear() throws SQLException {
        if (!allowed) {
            return false;
        }
        try (PreparedStatement snapshot =
                connection.prepareStatement("select pg_log_standby_snapshot(), confirmed_flush_lsn::text"
                        + " from pg_replication_slots"
                        + " where slot_name = ? and pg_wal_lsn_diff(confirmed_flush_lsn, restart_lsn) > ?"
                        + " and confirmed_flush_lsn <> ?::pg_lsn")) {
            snapshot.setString(1, slot);
            snapshot.setLong(2, FAR_BYTES);
            snapshot.setString(3, confirmedWhenAsked);
            try (ResultSet asked = snapshot.executeQuery()) {
                if (!asked.next()) {
                    return false;
                }
                confirmedWhenAsked = asked.getString(2);
                return true;
            }
        }
    }
}
