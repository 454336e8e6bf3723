package dev.sequences.chassis.unit;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Timer changes of one unit for table {@code chassis.timer}; the last change of each id wins. */
public final class TimerRows implements Timers {

    private final Consumer<Runnable> undo;

    /** @param onlyEarlier whether a stored timer with an earlier due time stays unchanged */
    private record NewTimer(
            String id,
            String kind,
            String owner,
            Instant due,
            @Nullable String correlationId,
            @Nullable String causationId,
            boolean onlyEarlier) {}

    /** An empty value cancels the timer. */
    private final Map<String, Optional<NewTimer>> changes = new LinkedHashMap<>();

    private final Set<String> removed = new HashSet<>();

    public TimerRows(Consumer<Runnable> undo) {
        this.undo = undo;
    }

    @Override
    public void set(String id, String kind, String owner, Instant due, @Nullable Recorded<?> trigger) {
        change(
                id,
                Optional.of(new NewTimer(
                        id,
                        kind,
                        owner,
                        roundUp(due),
                        trigger == null ? null : trigger.cause().correlationId(),
                        trigger == null ? null : trigger.eventId(),
                        false)));
    }

    @Override
    public void setNoLaterThan(String id, String kind, String owner, Instant due, Cause cause) {
        @Nullable Optional<NewTimer> pending = changes.get(id);
        if (pending == null || pending.isEmpty() || pending.get().due().isAfter(roundUp(due))) {
            // An unconditional change earlier in this unit overrides the stored row, so there is nothing to compare
            // with.
            boolean onlyEarlier =
                    pending == null || (pending.isPresent() && pending.get().onlyEarlier());
            change(
                    id,
                    Optional.of(new NewTimer(
                            id, kind, owner, roundUp(due), cause.correlationId(), cause.causationId(), onlyEarlier)));
        }
    }

    @Override
    public void reschedule(DueTimer timer, Instant due) {
        change(
                timer.id(),
                Optional.of(new NewTimer(
                        timer.id(),
                        timer.kind(),
                        timer.owner(),
                        roundUp(due),
                        timer.cause().correlationId(),
                        timer.cause().causationId(),
                        false)));
    }

    /** Rounds up to microseconds. PostgreSQL would round to the nearest one, and a timer must not become due too early. */
    private static Instant roundUp(Instant due) {
        Instant micros = due.truncatedTo(ChronoUnit.MICROS);
        return micros.isBefore(due) ? micros.plus(1, ChronoUnit.MICROS) : micros;
    }

    @Override
    public void cancel(String id) {
        change(id, Optional.empty());
    }

    @Override
    public void markRemoved(Collection<DueTimer> due) {
        due.forEach(timer -> removed.add(timer.id()));
    }

    @SuppressWarnings("NullableOptional")
    private void change(String id, Optional<NewTimer> change) {
        // Null without an earlier change in this unit; empty after a cancellation.
        @Nullable Optional<NewTimer> before = changes.put(id, change);
        undo.accept(() -> {
            if (before == null) {
                changes.remove(id);
            } else {
                changes.put(id, before);
            }
        });
    }

    public void flush(Connection connection) throws SQLException {
        List<String> cancelled = new ArrayList<>();
        List<NewTimer> set = new ArrayList<>();
        List<NewTimer> onlyEarlier = new ArrayList<>();
        changes.forEach((id, change) -> change.ifPresentOrElse(
                timer -> (timer.onlyEarlier() ? onlyEarlier : set).add(timer), () -> cancelled.add(id)));
        cancelled.removeAll(removed);
        if (!cancelled.isEmpty()) {
            Rows.of(connection, "delete from chassis.timer where id = any(?)")
                    .with(cancelled)
                    .update();
        }
        // A timer that is set to its present due time keeps the correlation of the event that set it first.
        write(
                connection,
                set,
                " due_at = excluded.due_at, attempts = 0,"
                        + " correlation_id = case when timer.due_at = excluded.due_at then timer.correlation_id"
                        + " else excluded.correlation_id end,"
                        + " causation_id = case when timer.due_at = excluded.due_at then timer.causation_id"
                        + " else excluded.causation_id end");
        write(
                connection,
                onlyEarlier,
                " due_at = excluded.due_at, correlation_id = excluded.correlation_id,"
                        + " causation_id = excluded.causation_id where timer.due_at > excluded.due_at");
    }

    private static void write(Connection connection, List<NewTimer> timers, String change) throws SQLException {
        if (timers.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into chassis.timer (id, kind, owner, due_at, correlation_id, causation_id)"
                        + " select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])"
                        + " on conflict (id) do update set kind = excluded.kind, owner = excluded.owner,"
                        + change)) {
            array(connection, insert, 1, "text", timers, NewTimer::id);
            array(connection, insert, 2, "text", timers, NewTimer::kind);
            array(connection, insert, 3, "text", timers, NewTimer::owner);
            array(connection, insert, 4, "timestamptz", timers, timer -> timer.due()
                    .atOffset(ZoneOffset.UTC)
                    .toString());
            array(connection, insert, 5, "text", timers, NewTimer::correlationId);
            array(connection, insert, 6, "text", timers, NewTimer::causationId);
            insert.executeUpdate();
        }
    }

    private static void array(
            Connection connection,
            PreparedStatement statement,
            int index,
            String type,
            List<NewTimer> timers,
            Function<NewTimer, @Nullable String> value)
            throws SQLException {
        @Nullable String[] values = new @Nullable String[timers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(timers.get(i));
        }
        statement.setArray(index, connection.createArrayOf(type, values));
    }
}
