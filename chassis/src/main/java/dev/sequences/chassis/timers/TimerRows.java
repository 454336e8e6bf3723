package dev.sequences.chassis.timers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Timers of one unit over table {@code chassis.timer}; the last word per id counts. */
public final class TimerRows implements Timers {

    private final Consumer<Runnable> undo;

    /** Empty: cancelled. */
    private final Map<String, Optional<DueTimer>> changes = new LinkedHashMap<>();

    public TimerRows(Consumer<Runnable> undo) {
        this.undo = undo;
    }

    @Override
    public void set(String id, String kind, String owner, Instant due) {
        change(id, Optional.of(new DueTimer(id, kind, owner, notBefore(due))));
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

    private void change(String id, Optional<DueTimer> change) {
        @Nullable Optional<DueTimer> before = changes.put(id, change);
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
        List<DueTimer> set = new ArrayList<>();
        changes.forEach((id, change) -> change.ifPresentOrElse(set::add, () -> cancelled.add(id)));
        if (!cancelled.isEmpty()) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from chassis.timer where id = any(?)")) {
                delete.setArray(1, connection.createArrayOf("text", cancelled.toArray()));
                delete.executeUpdate();
            }
        }
        if (!set.isEmpty()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into chassis.timer (id, kind, owner, due_at)"
                            + " select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])"
                            + " on conflict (id) do update set kind = excluded.kind, owner = excluded.owner,"
                            + " due_at = excluded.due_at, attempts = 0")) {
                insert.setArray(
                        1,
                        connection.createArrayOf(
                                "text", set.stream().map(DueTimer::id).toArray()));
                insert.setArray(
                        2,
                        connection.createArrayOf(
                                "text", set.stream().map(DueTimer::kind).toArray()));
                insert.setArray(
                        3,
                        connection.createArrayOf(
                                "text", set.stream().map(DueTimer::owner).toArray()));
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "timestamptz",
                                set.stream()
                                        .map(t ->
                                                t.due().atOffset(ZoneOffset.UTC).toString())
                                        .toArray()));
                insert.executeUpdate();
            }
        }
    }
}
