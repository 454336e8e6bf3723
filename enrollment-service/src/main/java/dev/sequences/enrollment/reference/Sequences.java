package dev.sequences.enrollment.reference;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.Node;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sequences and their frozen graphs, as the definitions topic told them. Versions are kept for ever. */
@ApplicationScoped
public class Sequences {

    /**
     * A sequence as of now.
     *
     * @param liveVersion 0 when it takes no enrollments
     */
    public record SequenceState(String sequenceId, int liveVersion, String recordType, String name) {}

    private record VersionKey(String sequenceId, int version) {}

    /** Frozen graphs never change, so they are read once. */
    private final Map<VersionKey, Graph> graphs = new ConcurrentHashMap<>();

    public Optional<SequenceState> find(Unit unit, String sequenceId) {
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select live_version, record_type, name from sequence_state where sequence_id = ?")) {
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

    /** The graph of a version that exists: an enrollment walks it. */
    public Graph graph(Unit unit, String sequenceId, int version) {
        VersionKey key = new VersionKey(sequenceId, version);
        Graph known = graphs.get(key);
        if (known == null) {
            known = read(unit, key);
            graphs.put(key, known);
        }
        return known;
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
                return StoredGraph.read(row.getString(1));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    public void activated(Unit unit, SequenceState live, Graph graph) throws SQLException {
        try (PreparedStatement version = unit.connection()
                .prepareStatement("insert into sequence_version (sequence_id, version, graph) values (?, ?, ?::jsonb)"
                        + " on conflict do nothing")) {
            version.setString(1, live.sequenceId());
            version.setInt(2, live.liveVersion());
            version.setString(3, StoredGraph.write(graph));
            version.executeUpdate();
        }
        state(unit, live);
    }

    public void state(Unit unit, SequenceState state) throws SQLException {
        try (PreparedStatement upsert = unit.connection()
                .prepareStatement("insert into sequence_state (sequence_id, live_version, record_type, name)"
                        + " values (?, ?, ?, ?) on conflict (sequence_id) do update set live_version = excluded.live_version,"
                        + " record_type = excluded.record_type, name = excluded.name")) {
            upsert.setString(1, state.sequenceId());
            upsert.setInt(2, state.liveVersion());
            upsert.setString(3, state.recordType());
            upsert.setString(4, state.name());
            upsert.executeUpdate();
        }
    }

    /** The graph as this service keeps it: only what it executes. */
    private record StoredGraph(String start, List<Map<String, Object>> nodes) {

        static String write(Graph graph) {
            return Json.text(new StoredGraph(
                    graph.start(),
                    graph.nodes().values().stream().map(StoredGraph::node).toList()));
        }

        private static Map<String, Object> node(Node node) {
            Map<String, Object> fields = new LinkedHashMap<>();
            switch (node) {
                case Node.Wait pause -> {
                    fields.put("kind", "wait");
                    fields.put("key", pause.key());
                    fields.put("duration", pause.duration().toString());
                    put(fields, "next", pause.next());
                }
                case Node.Step step -> {
                    fields.put("kind", "step");
                    fields.put("key", step.key());
                    fields.put("type", step.type());
                    fields.put("name", step.name());
                    put(fields, "description", step.description());
                    put(fields, "templateId", step.templateId());
                    put(fields, "next", step.next());
                }
            }
            return fields;
        }

        private static void put(
                Map<String, Object> fields, String name, @org.jspecify.annotations.Nullable String value) {
            if (value != null) {
                fields.put(name, value);
            }
        }

        static Graph read(String json) {
            try {
                StoredGraph stored = Json.MAPPER.readValue(json, new TypeReference<>() {});
                Map<String, Node> nodes = new LinkedHashMap<>();
                for (Map<String, Object> fields : stored.nodes()) {
                    String key = String.valueOf(fields.get("key"));
                    nodes.put(
                            key,
                            "wait".equals(fields.get("kind"))
                                    ? new Node.Wait(
                                            key,
                                            java.time.Duration.parse(String.valueOf(fields.get("duration"))),
                                            (String) fields.get("next"))
                                    : new Node.Step(
                                            key,
                                            String.valueOf(fields.get("type")),
                                            String.valueOf(fields.get("name")),
                                            (String) fields.get("description"),
                                            (String) fields.get("templateId"),
                                            (String) fields.get("next")));
                }
                return new Graph(stored.start(), nodes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
