package dev.sequences.chassis.unit;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
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

/** Timers of one unit over table {@code chassis.timer}; the last word per id counts. */
public final class TimerRows implements Timers {

    private final Consumer<Runnable> undo;

    private record Wanted(
            String id,
            String kind,
            String owner,
            Instant due,
            @Nullable String correlationId,
            @Nullable String causationId,
            boolean atLatest) {}

    /** Empty: cancelled. */
    private final Map<String, Optional<Wanted>> changes = new LinkedHashMap<>();

    private final Set<String> taken = new HashSet<>();

    public TimerRows(Consumer<Runnable> undo) {
        this.undo = undo;
    }

    @Override
    public void set(String id, String kind, String owner, Instant due, @Nullable Recorded<?> because) {
        change(
                id,
                Optional.of(new Wanted(
                        id,
                        kind,
                        owner,
                        notBefore(due),
                        because == null ? null : because.cause().correlationId(),
                        because == null ? null : because.eventId(),
                        false)));
    }

    @Override
    public void setNoLaterThan(String id, String kind, String owner, Instant due, Cause because) {
        @Nullable Optional<Wanted> so = changes.get(id);
        if (so == null || so.isEmpty() || so.get().due().isAfter(notBefore(due))) {
            // After a word of this unit that counts in any case, the rows of before do not matter.
            boolean unlessEarlier = so == null || (so.isPresent() && so.get().atLatest());
            change(
                    id,
                    Optional.of(new Wanted(
                            id,
                            kind,
                            owner,
                            notBefore(due),
                            because.correlationId(),
                            because.causationId(),
                            unlessEarlier)));
        }
    }

    @Override
    public void reschedule(DueTimer timer, Instant due) {
        change(
                timer.id(),
                Optional.of(new Wanted(
                        timer.id(),
                        timer.kind(),
                        timer.owner(),
                        notBefore(due),
                        timer.cause().correlationId(),
                        timer.cause().causationId(),
                        false)));
    }

    /** PostgreSQL keeps microseconds and would round down: a timer must not become due a fraction too early. */
    private static Instant notBefore(Instant due) {
        Instant kept = due.truncatedTo(ChronoUnit.MICROS);
        return kept.isBefore(due) ? kept.plus(1, ChronoUnit.MICROS) : kept;
    }

    @Override
    public void cancel(String id) {
        change(id, Optional.empty());
    }

    @Override
    public void markRemoved(Collection<DueTimer> due) {
        due.forEach(timer -> taken.add(timer.id()));
    }

    @SuppressWarnings("NullableOptional")
    private void change(String id, Optional<Wanted> change) {
        // Null when nothing was wanted of this timer; empty when it was to be cancelled.
        @Nullable Optional<Wanted> before = changes.put(id, change);
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
        List<Wanted> set = new ArrayList<>();
        List<Wanted> atLatest = new ArrayList<>();
        changes.forEach((id, change) -> change.ifPresentOrElse(
                wanted -> (wanted.atLatest() ? atLatest : set).add(wanted), () -> cancelled.add(id)));
        cancelled.removeAll(taken);
        if (!cancelled.isEmpty()) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from chassis.timer where id = any(?)")) {
                delete.setArray(1, connection.createArrayOf("text", cancelled.toArray(String[]::new)));
                delete.executeUpdate();
            }
        }
        // Set again to the same moment it stays with the event that set it first.
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
                atLatest,
                " due_at = excluded.due_at, correlation_id = excluded.correlation_id,"
                        + " causation_id = excluded.causation_id where timer.due_at > excluded.due_at");
    }

    private static void write(Connection connection, List<Wanted> set, String change) throws SQLException {
        if (set.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into chassis.timer (id, kind, owner, due_at, correlation_id, causation_id)"
                        + " select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])"
                        + " on conflict (id) do update set kind = excluded.kind, owner = excluded.owner,"
                        + change)) {
            array(connection, insert, 1, "text", set, Wanted::id);
            array(connection, insert, 2, "text", set, Wanted::kind);
            array(connection, insert, 3, "text", set, Wanted::owner);
            array(connection, insert, 4, "timestamptz", set, t -> t.due()
                    .atOffset(ZoneOffset.UTC)
                    .toString());
            array(connection, insert, 5, "text", set, Wanted::correlationId);
            array(connection, insert, 6, "text", set, Wanted::causationId);
            insert.executeUpdate();
        }
    }

    private static void array(
            Connection connection,
            PreparedStatement statement,
            int index,
            String type,
            List<Wanted> timers,
            Function<Wanted, @Nullable String> value)
            throws SQLException {
        @Nullable String[] values = new @Nullable String[timers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(timers.get(i));
        }
        statement.setArray(index, connection.createArrayOf(type, values));
    }
}
