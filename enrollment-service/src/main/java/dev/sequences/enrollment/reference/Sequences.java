package dev.sequences.enrollment.reference;

import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.definition.DefinitionReader;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sequences and their frozen graphs, as received from the definitions topic. Versions are never deleted. */
@ApplicationScoped
public class Sequences {

    /**
     * Current state of a sequence.
     *
     * @param liveVersion 0 when it accepts no enrollments
     */
    public record SequenceState(String sequenceId, int liveVersion, String recordType, String name) {}

    private record VersionKey(String sequenceId, int version) {}

    /** Cached without expiry, since frozen graphs never change. */
    private final Map<VersionKey, Graph> graphs = new ConcurrentHashMap<>();

    private final AbTestWinners winners;

    Sequences(AbTestWinners winners) {
        this.winners = winners;
    }

    public Optional<SequenceState> find(Unit unit, String sequenceId) {
        return find(unit, sequenceId, "");
    }

    /**
     * As {@link #find}, and locks the sequence against deactivation by other replicas until the end of the unit of work, so
     * that an enrollment made now is ended by it.
     */
    public Optional<SequenceState> lock(Unit unit, String sequenceId) {
        return find(unit, sequenceId, " for share");
    }

    private static Optional<SequenceState> find(Unit unit, String sequenceId, String lock) {
        try (PreparedStatement read = unit.connection()
                .prepareStatement(
                        "select live_version, record_type, name from sequence_state where sequence_id = ?" + lock)) {
            read.setString(1, sequenceId);
            try (ResultSet row = read.executeQuery()) {
                return row.next()
                        ? Optional.of(new SequenceState(sequenceId, row.getInt(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Returns the graph of an existing version with the winners of its A/B tests. */
    public Graph graph(Unit unit, String sequenceId, int version) {
        Graph graph = frozenGraph(unit, sequenceId, version);
        return graph.decided(winners.of(unit, sequenceId, graph));
    }

    /** Returns the graph of an existing version as published. */
    public Graph frozenGraph(Unit unit, String sequenceId, int version) {
        VersionKey key = new VersionKey(sequenceId, version);
        Graph known = graphs.get(key);
        if (known == null) {
            known = read(unit, key);
            graphs.put(key, known);
        }
        return known;
    }

    /**
     * Returns whether any exit criterion depends on the record. Most organizations have none, which saves the check on every
     * change.
     */
    public boolean anyAsksRecordForExit(Unit unit) {
        try (PreparedStatement read = unit.connection()
                        .prepareStatement("select exists (select 1 from sequence_version where asks_record_for_exit)");
                ResultSet row = read.executeQuery()) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static Graph read(Unit unit, VersionKey key) {
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select graph from sequence_version where sequence_id = ? and version = ?")) {
            read.setString(1, key.sequenceId());
            read.setInt(2, key.version());
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException(
                            "version " + key.version() + " of " + key.sequenceId() + " is unknown");
                }
                return DefinitionReader.read(row.getString(1));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** {@code definition}: as {@link DefinitionReader} reads it. */
    public void activate(Unit unit, SequenceState live, String definition) throws SQLException {
        try (PreparedStatement version = unit.connection()
                .prepareStatement("insert into sequence_version (sequence_id, version, graph, asks_record_for_exit)"
                        + " values (?, ?, ?::jsonb, ?)"
                        + " on conflict do nothing")) {
            version.setString(1, live.sequenceId());
            version.setInt(2, live.liveVersion());
            version.setString(3, definition);
            version.setBoolean(4, DefinitionReader.read(definition).asksRecordForExit());
            version.executeUpdate();
        }
        save(unit, live);
    }

    public void save(Unit unit, SequenceState state) throws SQLException {
        try (PreparedStatement upsert = unit.connection()
                .prepareStatement("insert into sequence_state (sequence_id, live_version, record_type, name) values"
                        + " (?, ?, ?, ?) on conflict (sequence_id) do update set live_version ="
                        + " excluded.live_version, record_type = excluded.record_type, name ="
                        + " excluded.name")) {
            upsert.setString(1, state.sequenceId());
            upsert.setInt(2, state.liveVersion());
            upsert.setString(3, state.recordType());
            upsert.setString(4, state.name());
            upsert.executeUpdate();
        }
    }
}
