package dev.sequences.chassis.unit;

import dev.sequences.chassis.answer.Problem;
import java.sql.SQLException;
import java.util.Set;

/** The database did not answer as it should. {@link #passing()} tells whether the same work may succeed later. */
public class StorageFailure extends RuntimeException {

    private static final int UNAVAILABLE = 503;
    private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01", "55P03");

    private final SQLException reason;

    public StorageFailure(SQLException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    /** Another transaction was faster; repeating with fresh reads is right. */
    public static boolean isConflict(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof org.axonframework.modelling.command.ConcurrencyException
                    || t instanceof org.axonframework.modelling.command.AggregateStreamCreationException) {
                return true;
            }
            if (t instanceof SQLException sql && sql.getSQLState() != null && CONFLICTS.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** The database is away, starting, stopping or out of room: nothing is wrong with the work itself. */
    public static boolean isTransient(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof StorageFailure failure && failure.passing()) {
                return true;
            }
            if (t instanceof SQLException sql && passing(sql)) {
                return true;
            }
        }
        return false;
    }

    /** {@link #isTransient}, or the writer had no turn for it: the same work is tried again as it is. */
    public static boolean isRetryable(Throwable thrown) {
        return isTransient(thrown) || (thrown instanceof Problem problem && problem.status() == UNAVAILABLE);
    }

    public boolean passing() {
        return passing(reason);
    }

    private static boolean passing(SQLException sql) {
        String state = sql.getSQLState();
        // No state: the pool gave up waiting for a connection.
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.startsWith("58");
    }
}
