package dev.sequences.insights.views.stepfunnel;

import dev.sequences.chassis.answer.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Combines the figures of a sequence with its name and the order of its graph, in the caller's snapshot. */
final class SequenceInsightsReader {

    /** Types of nodes that are executed immediately and have no figures. */
    private static final Set<String> IMMEDIATE_TYPES = Set.of("ab-test", "update-field", "advance", "event-wait");

    private final Connection connection;
    private final String sequenceId;

    SequenceInsightsReader(Connection connection, String sequenceId) {
        this.connection = connection;
        this.sequenceId = sequenceId;
    }

    private record Definition(
            @Nullable String name,
            @Nullable String recordType,
            @Nullable String status) {}

    private record Node(String key, String type, @Nullable String name) {

        boolean hasFigures() {
            return !type.endsWith("-condition") && !IMMEDIATE_TYPES.contains(type);
        }
    }

    /** {@code requested}: number of a version; null for the newest, 0 for the sum of all. */
    SequenceInsights insights(@Nullable Integer requested, Figures figures) throws SQLException {
        Definition definition = definition();
        List<Integer> versions = versions(figures.asOf());
        if (definition == null && versions.isEmpty()) {
            throw Problem.unknown("sequence", sequenceId);
        }
        if (requested != null && requested != 0 && !versions.contains(requested)) {
            throw Problem.unknown("version", requested.toString());
        }
        Integer shown = shownVersion(requested, versions);
        Integer[] counted = shown == null ? versions.toArray(Integer[]::new) : new Integer[] {shown};
        Figures.Totals totals = figures.totals(connection, sequenceId, counted);
        return new SequenceInsights(
                sequenceId,
                definition == null ? null : definition.name(),
                definition == null ? null : definition.recordType(),
                definition == null ? null : definition.status(),
                shown,
                versions,
                totals.entered(),
                totals.inProgress(),
                totals.completed(),
                totals.disconnected(),
                totals.endReasons(),
                totals.averageDays(),
                steps(counted, figures.steps(connection, sequenceId, counted)),
                branches(counted, figures.branches(connection, sequenceId, counted)),
                figures.errors(connection, sequenceId, counted),
                figures.lastEventAt(connection, sequenceId, counted));
    }

    private static @Nullable Integer shownVersion(@Nullable Integer requested, List<Integer> versions) {
        if (requested != null) {
            return requested == 0 ? null : requested;
        }
        return versions.isEmpty() ? null : versions.getLast();
    }

    /** In the order of the newest version, like steps. */
    private List<SequenceInsights.Branch> branches(Integer[] versions, Map<String, Figures.BranchFigures> figures)
            throws SQLException {
        Map<String, SequenceInsights.Branch> branches = new LinkedHashMap<>();
        for (Node node : nodes(versions)) {
            Figures.BranchFigures known = figures.get(node.key());
            if (known != null) {
                branches.putIfAbsent(node.key(), known.toBranch(node.key()));
            }
        }
        figures.forEach((key, known) -> branches.putIfAbsent(key, known.toBranch(key)));
        return List.copyOf(branches.values());
    }

    private @Nullable Definition definition() throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(
                "select name, record_type, status from public.sequence_definition where sequence_id = ?")) {
            read.setString(1, sequenceId);
            try (ResultSet row = read.executeQuery()) {
                return row.next()
                        ? new Definition(row.getString("name"), row.getString("record_type"), row.getString("status"))
                        : null;
            }
        }
    }

    /**
     * Returns the versions that existed at that time; null means now. Versions and enrollments come from different topics in no order;
     * either may be first.
     */
    private List<Integer> versions(@Nullable Instant asOf) throws SQLException {
        List<Integer> versions = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement("""
                with known as (
                    select version from public.sequence_version where sequence_id = ?
                    union select version from public.enrollment_funnel where sequence_id = ?
                    union select version from public.step_funnel where sequence_id = ?)
                select version from known
                where not exists (select from public.sequence_version later
                                  where later.sequence_id = ? and later.version = known.version
                                    and later.activated_at > ?::timestamptz)
                order by 1
                """)) {
            read.setString(1, sequenceId);
            read.setString(2, sequenceId);
            read.setString(3, sequenceId);
            read.setString(4, sequenceId);
            read.setObject(5, asOf == null ? null : OffsetDateTime.ofInstant(asOf, ZoneOffset.UTC));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    versions.add(row.getInt("version"));
                }
            }
        }
        return versions;
    }

    /** In the order of the newest version, then steps of older versions only, then steps of versions not received yet. */
    private List<SequenceInsights.Step> steps(Integer[] versions, Map<String, Figures.StepFigures> figures)
            throws SQLException {
        Map<String, SequenceInsights.Step> steps = new LinkedHashMap<>();
        for (Node node : nodes(versions)) {
            Figures.StepFigures known = figures.get(node.key());
            if (known != null) {
                steps.putIfAbsent(node.key(), known.toStep(node.key(), node.type(), node.name()));
            } else if (node.hasFigures()) {
                steps.putIfAbsent(
                        node.key(),
                        Figures.StepFigures.none(node.type(), node.name())
                                .toStep(node.key(), node.type(), node.name()));
            }
        }
        figures.forEach((key, step) -> steps.putIfAbsent(key, step.toStep(key, step.type, step.name)));
        return List.copyOf(steps.values());
    }

    private List<Node> nodes(Integer[] versions) throws SQLException {
        List<Node> nodes = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(
                "select node_key, node_type, name from public.sequence_node where sequence_id = ?"
                        + " and version = any(?) order by version desc, position")) {
            read.setString(1, sequenceId);
            read.setArray(2, connection.createArrayOf("int", versions));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    nodes.add(new Node(row.getString("node_key"), row.getString("node_type"), row.getString("name")));
                }
            }
        }
        return nodes;
    }
}
