package dev.sequences.chassis.unit;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.EventLog.Snapshot;
import dev.sequences.chassis.eventlog.EventLog.StoredStream;
import dev.sequences.chassis.eventlog.EventLog.StreamEvent;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.eventlog.Snapshots;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.StorageFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A unit on one JDBC connection. Reads run immediately; everything else is written by {@link #flush}. */
final class JdbcUnit implements Unit {

    /**
     * Reads the time of the unit and disables sequential scans for the transaction: PostgreSQL plans a prepared statement once, often
     * while the table is still empty, and keeps the plan while the table grows; a batch of ids would then be compared with every
     * row. See ADR 0013.
     */
    private static final String BEGIN = "select chassis.suite_now() as now, set_config('enable_seqscan', 'off', true)";

    private record CachedAggregate(AggregateType<?, ?, ?> type, Object state, long version) {}

    private final Connection connection;
    private final EventLog log;
    private final boolean shared;
    private final Instant now;

    private final Map<String, StoredStream> preloaded = new HashMap<>();
    private final Map<String, CachedAggregate> cache = new HashMap<>();
    private final List<Recorded<?>> events = new ArrayList<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final TimerRows timers = new TimerRows(this::undoBy);
    private final ClaimRows claims;

    /** Undoes what the current work has collected, newest last. */
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private @Nullable Savepoint savepoint;

    /** From here on all work of the unit commits or rolls back together. */
    private boolean flushing;

    /** @param shared whether several works use this unit, so that the direct writes of each need a savepoint */
    JdbcUnit(Connection connection, EventLog log, boolean shared) throws SQLException {
        this.connection = connection;
        this.log = log;
        this.shared = shared;
        this.claims = new ClaimRows(connection, this::undoBy);
        try (Statement clock = connection.createStatement();
                ResultSet result = clock.executeQuery(BEGIN)) {
            result.next();
            this.now = new Row(result).instant("now");
        }
    }

    private void undoBy(Runnable step) {
        undo.addLast(step);
    }

    /** Starts the next work; what was collected so far can no longer be undone. */
    void settle() throws SQLException {
        undo.clear();
        if (savepoint != null) {
            connection.releaseSavepoint(savepoint);
            savepoint = null;
        }
    }

    /** Undoes what the current work has collected and written. */
    void undo() throws SQLException {
        while (!undo.isEmpty()) {
            undo.removeLast().run();
        }
        if (savepoint != null) {
            connection.rollback(savepoint);
            savepoint = null;
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Connection connection() {
        if (shared && !flushing && savepoint == null) {
            try {
                savepoint = connection.setSavepoint();
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }
        return connection;
    }

    @Override
    public void preload(Collection<String> aggregateIds) {
        List<String> missing = aggregateIds.stream()
                .filter(id -> !preloaded.containsKey(id) && !cache.containsKey(id))
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try {
            preloaded.putAll(log.read(connection, missing));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    @Override
    public Map<String, Class<?>> lastEventTypes(Collection<String> aggregateIds) {
        return aggregateIds.isEmpty() ? Map.of() : log.lastTypes(connection, aggregateIds);
    }

    @Override
    @SuppressWarnings("unchecked") // One id belongs to one aggregate type; a mix-up is caught by the check below.
    public <C, S, E> Loaded<S> load(AggregateType<C, S, E> type, String id) {
        CachedAggregate known = cache.get(id);
        if (known == null) {
            preload(List.of(id));
            known = fold(type, id);
            cache.put(id, known);
        }
        if (!known.type().name().equals(type.name())) {
            throw Problem.unknown(type.name(), id);
        }
        return new Loaded<>((S) known.state(), known.version());
    }

    @SuppressWarnings("unchecked")
    private <C, S, E> CachedAggregate fold(AggregateType<C, S, E> type, String id) {
        StoredStream stream = preloaded.remove(id);
        if (stream == null) {
            throw new IllegalStateException(id + " was not read");
        }
        if (stream.snapshotType() != null && !stream.snapshotType().equals(type.name())) {
            throw Problem.unknown(type.name(), id);
        }
        Snapshots<S> snapshots = type.snapshots();
        Object snapshot = stream.snapshot();
        S state = snapshot == null
                ? type.decider().initial()
                : Objects.requireNonNull(snapshots, type.name()).state().apply(snapshot);
        long version = stream.snapshotVersion();
        for (StreamEvent event : stream.events()) {
            if (!event.aggregateType().equals(type.name())) {
                // Callers may send the id of another aggregate type.
                throw Problem.unknown(type.name(), id);
            }
            state = type.decider().evolve(state, (E) event.event());
            version = event.position() + 1;
        }
        return new CachedAggregate(type, state, version);
    }

    @Override
    public <C, S, E> Outcome<S, E> execute(
            AggregateType<C, S, E> type, String id, C command, Cause cause, @Nullable Long expectedVersion) {
        Loaded<S> before = load(type, id);
        if (expectedVersion != null && expectedVersion != before.version()) {
            return new Outcome.Refused<>(List.of(new Refusal(
                    Refusal.Kind.STALE,
                    "stale-version",
                    "If-Match",
                    "The current version is " + before.version() + ", not " + expectedVersion + ".",
                    "Read it again, review the changes, and retry with the new ETag.")));
        }
        return switch (type.decider().decide(before.state(), command)) {
            case Decision.Refused<E> refused -> new Outcome.Refused<>(refused.refusals());
            case Decision.Accepted<E> accepted -> {
                S state = before.state();
                long version = before.version();
                for (E event : accepted.events()) {
                    state = type.decider().evolve(state, event);
                    add(new Recorded<>(
                            UuidCreator.getTimeOrderedEpoch().toString(), type.name(), id, version, event, now, cause));
                    version++;
                }
                update(id, new CachedAggregate(type, state, version));
                yield new Outcome.Done<>(state, version, accepted.events());
            }
        };
    }

    private void update(String id, CachedAggregate after) {
        CachedAggregate before = cache.put(id, after);
        boolean first = changed.add(id);
        undoBy(() -> {
            if (before != null) {
                cache.put(id, before);
            }
            if (first) {
                changed.remove(id);
            }
        });
    }

    private void add(Recorded<?> event) {
        events.add(event);
        undoBy(events::removeLast);
    }

    @Override
    public void publish(String aggregateType, String id, long position, Object fact, Cause cause) {
        add(new Recorded<>(
                UuidCreator.getTimeOrderedEpoch().toString(), aggregateType, id, position, fact, now, cause));
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Claims claims() {
        return claims;
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
        undoBy(afterCommit::removeLast);
    }

    /** Runs the effects first, since they may set timers and claims; then writes everything with a few statements. */
    void flush(List<EventEffect> effects) throws SQLException {
        flushing = true;
        if (!events.isEmpty()) {
            List<Recorded<?>> recorded = List.copyOf(events);
            for (EventEffect effect : effects) {
                recorded = effect.withBasis(this, recorded);
            }
            for (EventEffect effect : effects) {
                effect.apply(this, recorded);
            }
            log.append(connection, recorded);
            storeSnapshots();
        }
        claims.flush();
        timers.flush(connection);
    }

    private void storeSnapshots() throws SQLException {
        Map<String, Long> firstPositions = new HashMap<>();
        events.forEach(event -> firstPositions.merge(event.aggregateId(), event.position(), Math::min));
        List<Snapshot> due = new ArrayList<>();
        for (String id : changed) {
            CachedAggregate after = cache.get(id);
            if (after != null) {
                snapshot(after.type(), id, firstPositions.getOrDefault(id, after.version()), after)
                        .ifPresent(due::add);
            }
        }
        log.storeSnapshots(connection, due, now);
    }

    @SuppressWarnings("unchecked") // The cached state belongs to its type.
    private static <S> Optional<Snapshot> snapshot(
            AggregateType<?, S, ?> type, String id, long firstPosition, CachedAggregate after) {
        Snapshots<S> snapshots = type.snapshots();
        return snapshots == null || firstPosition / snapshots.every() == after.version() / snapshots.every()
                ? Optional.empty()
                : Optional.of(new Snapshot(
                        type.name(), id, after.version() - 1, snapshots.stored().apply((S) after.state())));
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }
}
