package dev.sequences.chassis.relay;

import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps the slot's {@code restart_lsn} close to the confirmed position. PostgreSQL advances it only at snapshots of the running
 * transactions, which it writes every 15 seconds: under load, a restarted relay would have to read about 100 MB of the log first. So a
 * snapshot is requested whenever the distance is large. It advances all slots of the server.
 */
final class RestartPoint {

    private static final Logger LOG = Logger.getLogger(RestartPoint.class);

    /** The server reads this much of the log in well under a second. */
    static final long MAX_DISTANCE_BYTES = 8L << 20;

    private final Connection connection;
    private final String slot;
    private final boolean allowed;
    private String confirmedAtLastSnapshot = "0/0";

    private RestartPoint(Connection connection, String slot, boolean allowed) {
        this.connection = connection;
        this.slot = slot;
        this.allowed = allowed;
    }

    /** Without the privilege to request snapshots, only the regular ones advance the restart point. */
    static RestartPoint of(Connection connection, String slot) {
        boolean allowed = Rows.of(
                        connection, "select has_function_privilege('pg_log_standby_snapshot()', 'execute') as allowed")
                .one(row -> row.bool("allowed"));
        if (!allowed) {
            LOG.info("no privilege to execute pg_log_standby_snapshot(): the relay takes longer to restart under load");
        }
        return new RestartPoint(connection, slot, allowed);
    }

    /**
     * Requests a snapshot if the restart point is too far behind, and returns whether it did. Requests none while the confirmed position
     * is the same as at the last request: it would not advance the restart point, and each snapshot costs every reader of the log a file.
     */
    boolean advance() {
        if (!allowed) {
            return false;
        }
        Optional<String> confirmed = Rows.of(
                        connection,
                        "select pg_log_standby_snapshot(), confirmed_flush_lsn::text as confirmed"
                                + " from pg_replication_slots"
                                + " where slot_name = ? and pg_wal_lsn_diff(confirmed_flush_lsn, restart_lsn) > ?"
                                + " and confirmed_flush_lsn <> ?::pg_lsn")
                .with(slot, MAX_DISTANCE_BYTES, confirmedAtLastSnapshot)
                .first(row -> row.text("confirmed"));
        confirmed.ifPresent(lsn -> confirmedAtLastSnapshot = lsn);
        return confirmed.isPresent();
    }
}
