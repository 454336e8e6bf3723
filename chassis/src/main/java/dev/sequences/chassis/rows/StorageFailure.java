package dev.sequences.chassis.rows;

import java.sql.SQLException;

/** A database error. {@link #isTransient()} returns whether the same work may succeed later. */
public class StorageFailure extends RuntimeException {

    private final SQLException reason;

    public StorageFailure(SQLException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    /**
     * Whether the database is unavailable, starting, stopping or out of resources: nothing is wrong with the work itself.
     *
     * @param thrown examined with all its causes
     */
    public static boolean isTransient(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && isTransient(sql)) {
                return true;
            }
        }
        return false;
    }

    public boolean isTransient() {
        return isTransient(reason);
    }

    private static boolean isTransient(SQLException sql) {
        String state = sql.getSQLState();
        // Without a state: the pool timed out waiting for a connection.
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.startsWith("58");
    }
}
