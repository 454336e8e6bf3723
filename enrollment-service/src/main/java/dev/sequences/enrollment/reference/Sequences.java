package dev.sequences.enrollment.reference;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Topics;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.intake.definitions.graph.DefinitionReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sequences and their frozen graphs, as received from the definitions topic. Versions are never deleted. */
@ApplicationScoped
public class Sequences {

    /**
     * Current state of a sequence.
     *
     * @param liveVersion 0 when it accepts no enrollments
     * @param definition version of this state on the definitions topic; null if an earlier release stored it. Ignored by {@link #save}
     */
    public record SequenceState(
            String sequenceId,
            int liveVersion,
            String recordType,
            String name,
            Ownership ownership,
            @Nullable FactVersion definition) {

        public SequenceState(String sequenceId, int liveVersion, String recordType, String name, Ownership ownership) {
            this(sequenceId, liveVersion, recordType, name, ownership, null);
        }

        public SequenceState live(int version) {
            return new SequenceState(sequenceId, version, recordType, name, ownership);
        }

        public SequenceState renamed(String changed) {
            return new SequenceState(sequenceId, liveVersion, recordType, changed, ownership);
        }

        public SequenceState ownedBy(Ownership changed) {
            return new SequenceState(sequenceId, liveVersion, recordType, name, changed);
        }
    }

    /**
     * Owner and business unit of a sequence. All null if its last event is from before the events had a business unit.
     *
     * @param ownerType user or team
     * @param businessUnit null if the sequence belongs to the whole organization
     */
    public record Ownership(
            @Nullable String ownerType,
            @Nullable String owner,
            @Nullable String businessUnit) {

        public static final Ownership UNKNOWN = new Ownership(null, null, null);

        /** As an event reports it. A business unit never changes, so an event without one does not delete a known one. */
        public Ownership changedTo(@Nullable String type, String changedOwner, @Nullable String unit) {
            return new Ownership(type, changedOwner, unit == null ? businessUnit : unit);
        }
    }

    private record VersionKey(String sequenceId, int version) {}

    /** Cached without expiry, since frozen graphs never change. */
    private final Map<VersionKey, Graph> graphs = new ConcurrentHashMap<>();

    private final AbTestWinners winners;
    private final Organization organization;

    Sequences(AbTestWinners winners, Organization organization) {
        this.winners = winners;
        this.organization = organization;
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
        return Rows.of(
                        unit.connection(),
                        "select live_version, record_type, name, owner_type, owner, business_unit, definition_version"
                                + " from sequence_state where sequence_id = ?" + lock)
                .with(sequenceId)
                .first(row -> new SequenceState(
                        sequenceId,
                        row.intValue("live_version"),
                        row.text("record_type"),
                        row.text("name"),
                        new Ownership(
                                row.textOrNull("owner_type"), row.textOrNull("owner"), row.textOrNull("business_unit")),
                        FactVersion.stored(Topics.DEFINITIONS, sequenceId, row.textOrNull("definition_version"))));
    }

    /** Stores the version of the latest event of a sequence; has no effect for other definitions. */
    public void saveVersion(Unit unit, FactVersion latest) {
        Rows.of(unit.connection(), "update sequence_state set definition_version = ? where sequence_id = ?")
                .with(latest.version(), latest.key())
                .update();
    }

    /** Returns the graph of an existing version with the winners of its A/B tests. */
    public Graph graph(Unit unit, String sequenceId, int version) {
        Graph graph = frozenGraph(unit, sequenceId, version);
        return graph.withWinners(winners.of(unit, sequenceId, graph));
    }

    /** Returns the graph of an existing version as published. */
    public Graph frozenGraph(Unit unit, String sequenceId, int version) {
        VersionKey key = new VersionKey(sequenceId, version);
        Graph known = graphs.get(key);
        if (known == null) {
            known = read(unit, key).with(organization.zone()).withFieldUpdateTimeout(organization.fieldUpdateTimeout());
            graphs.put(key, known);
        }
        return known;
    }

    /**
     * Returns whether any exit criterion depends on the record. Most organizations have none, which saves the check on every
     * change.
     */
    public boolean anyExitDependsOnRecord(Unit unit) {
        return Rows.of(
                        unit.connection(),
                        "select exists (select 1 from sequence_version where asks_record_for_exit) as any_asks")
                .one(row -> row.bool("any_asks"));
    }

    private static Graph read(Unit unit, VersionKey key) {
        return Rows.of(unit.connection(), "select graph from sequence_version where sequence_id = ? and version = ?")
                .with(key.sequenceId(), key.version())
                .first(row -> DefinitionReader.read(row.text("graph")))
                .orElseThrow(() -> new IllegalStateException(
                        "version " + key.version() + " of " + key.sequenceId() + " is unknown"));
    }

    /**
     * Stores a version and makes it the live one.
     *
     * @param definition as {@link DefinitionReader} reads it
     * @param exitsDependOnRecord as {@link Graph#exitsDependOnRecord}
     */
    public void activate(Unit unit, SequenceState live, String definition, boolean exitsDependOnRecord) {
        Rows.of(
                        unit.connection(),
                        "insert into sequence_version (sequence_id, version, graph, asks_record_for_exit)"
                                + " values (?, ?, ?::jsonb, ?) on conflict do nothing")
                .with(live.sequenceId(), live.liveVersion(), definition, exitsDependOnRecord)
                .update();
        save(unit, live);
    }

    public void save(Unit unit, SequenceState state) {
        Rows.of(
                        unit.connection(),
                        "insert into sequence_state (sequence_id, live_version, record_type, name, owner_type, owner,"
                                + " business_unit) values (?, ?, ?, ?, ?, ?, ?) on conflict (sequence_id) do update set"
                                + " live_version = excluded.live_version, record_type = excluded.record_type,"
                                + " name = excluded.name, owner_type = excluded.owner_type, owner = excluded.owner,"
                                + " business_unit = excluded.business_unit")
                .with(
                        state.sequenceId(),
                        state.liveVersion(),
                        state.recordType(),
                        state.name(),
                        state.ownership().ownerType(),
                        state.ownership().owner(),
                        state.ownership().businessUnit())
                .update();
    }
}
