package dev.sequences.chassis.timers;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.TraceParent;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/** Table {@code chassis.timer} as a queue of due timers. Replicas and threads skip each other's locked rows. */
final class TimerQueue {

    /**
     * Deletes the rows that are due at the unit's time. With a later time, the unit would find some of the timers too early and delete
     * them without effect. Each of the two conditions on attempts has an index, so that neither query reads the rows of the other. The
     * delete goes by ctid: the rows are locked, so they cannot move in between.
     */
    private static final String POLL = "delete from chassis.timer where ctid = any(array("
            + "select ctid from chassis.timer where due_at <= ? and %s"
            + " order by due_at, id limit ? for update skip locked)) returning id, kind, owner, due_at,"
            + " correlation_id, causation_id";

    private static final String POLL_NEW = POLL.formatted("attempts = 0");
    private static final String POLL_NEW_OF_KINDS = POLL.formatted("attempts = 0 and kind = any(?)");
    private static final String POLL_FAILED = POLL.formatted("attempts > 0");

    private static final String POSTPONE =
            "update chassis.timer set attempts = attempts + 1, due_at = chassis.suite_now()"
                    + " + interval '1 minute' where id in (select id from chassis.timer where id = ? and due_at <= ?"
                    + " for update skip locked)";

    private static final Comparator<DueTimer> OLDEST_FIRST =
            Comparator.comparing(DueTimer::due).thenComparing(DueTimer::id);

    private final DataSource dataSource;

    TimerQueue(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether a timer is due. Reads the head of the index outside of a unit, so that an idle pump costs little. */
    boolean hasDue() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Rows.of(connection, "select chassis.timer_is_due() as due").one(row -> row.bool("due"));
        }
    }

    /** Removes and returns due timers that have not failed, oldest first. */
    List<DueTimer> poll(Unit unit, int limit) {
        return poll(unit, Rows.of(unit.connection(), POLL_NEW).with(unit.now(), limit));
    }

    /** Removes and returns due timers of these kinds that have not failed, oldest first. */
    List<DueTimer> poll(Unit unit, String[] kinds, int limit) {
        return poll(unit, Rows.of(unit.connection(), POLL_NEW_OF_KINDS).with(unit.now(), kinds, limit));
    }

    /** Removes and returns due timers that have failed before, oldest first. */
    List<DueTimer> pollFailed(Unit unit, int limit) {
        return poll(unit, Rows.of(unit.connection(), POLL_FAILED).with(unit.now(), limit));
    }

    private static List<DueTimer> poll(Unit unit, Rows rows) {
        List<DueTimer> due = new ArrayList<>(rows.list(TimerQueue::timer));
        due.sort(OLDEST_FIRST);
        unit.timers().markRemoved(due);
        return due;
    }

    private static DueTimer timer(Row row) throws SQLException {
        String id = row.text("id");
        String owner = row.text("owner");
        String correlation = row.textOrNull("correlation_id");
        String causation = row.textOrNull("causation_id");
        return new DueTimer(
                id,
                row.text("kind"),
                owner,
                row.instant("due_at"),
                new Cause(
                        "system:timer",
                        correlation == null ? owner : correlation,
                        causation == null ? id : causation,
                        TraceParent.childOf(null).toString()));
    }

    /** Postpones a failed timer by a minute, so that it delays no other timer and is never lost. */
    static int postpone(Unit unit, String id) {
        return Rows.of(unit.connection(), POSTPONE).with(id, unit.now()).update();
    }
}
