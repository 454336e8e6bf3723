package dev.sequences.enrollment.enrollment.model.graph;

import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.EvaluationTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The frozen graph of a version with its assignment rule and exit criteria. Immutable and shared by all enrollments that
 * follow it.
 *
 * @param relations names of the related records that its conditions use
 * @param winners winning version of each ended A/B test by node key; the only part that changes later
 * @param settings calendar settings of the version
 * @param timetable the settings resolved for one enrollment
 * @param zone the organization's time zone, in which conditions count days
 * @param fieldUpdateTimeout how long a field update waits for its outcome; zero: it does not wait
 */
public record Graph(
        String start,
        Map<String, Node> nodes,
        List<Exit> exits,
        AssignTo assignTo,
        Set<String> relations,
        Map<String, String> winners,
        CalendarSettings settings,
        Timetable timetable,
        ZoneId zone,
        Duration fieldUpdateTimeout) {

    /**
     * An exit criterion, which ends the enrollment in any state.
     *
     * @param onActivity type of the activity that ends it; null for a condition
     * @param when condition on the record; null for an activity
     */
    public record Exit(
            String name,
            @Nullable String onActivity,
            @Nullable Condition when) {}

    public Graph {
        nodes = Map.copyOf(nodes);
        exits = List.copyOf(exits);
        relations = Set.copyOf(relations);
        winners = Map.copyOf(winners);
    }

    public Graph(String start, Map<String, Node> nodes, List<Exit> exits, AssignTo assignTo) {
        this(
                start,
                nodes,
                exits,
                assignTo,
                relations(nodes, exits),
                Map.of(),
                CalendarSettings.NONE,
                Timetable.ALWAYS,
                ZoneOffset.UTC,
                Duration.ZERO);
    }

    public Graph(String start, Map<String, Node> nodes) {
        this(start, nodes, List.of(), AssignTo.RECORD_OWNER);
    }

    private static Set<String> relations(Map<String, Node> nodes, List<Exit> exits) {
        Stream<Condition> ofNodes = nodes.values().stream()
                .flatMap(node -> node instanceof Node.FieldCondition condition
                        ? Stream.of(condition.when())
                        : Stream.<Condition>empty());
        Stream<Condition> ofExits = exits.stream().map(Exit::when).flatMap(Stream::ofNullable);
        return Stream.concat(ofNodes, ofExits).flatMap(Condition::relations).collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the related records that the exit criteria use. */
    public Set<String> exitRelations() {
        return relations.isEmpty()
                ? Set.of()
                : exits.stream()
                        .map(Exit::when)
                        .flatMap(Stream::ofNullable)
                        .flatMap(Condition::relations)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the graph with the winners of its ended A/B tests. */
    public Graph withWinners(Map<String, String> known) {
        return known.isEmpty()
                ? this
                : new Graph(
                        start, nodes, exits, assignTo, relations, known, settings, timetable, zone, fieldUpdateTimeout);
    }

    /** Its A/B tests. */
    public Stream<Node.AbTest> abTests() {
        return nodes.values().stream()
                .flatMap(node -> node instanceof Node.AbTest test ? Stream.of(test) : Stream.<Node.AbTest>empty());
    }

    /** Returns the graph with the timetable of one enrollment. */
    public Graph with(Timetable resolved) {
        return new Graph(
                start, nodes, exits, assignTo, relations, winners, settings, resolved, zone, fieldUpdateTimeout);
    }

    public Graph with(CalendarSettings changed) {
        return new Graph(
                start, nodes, exits, assignTo, relations, winners, changed, timetable, zone, fieldUpdateTimeout);
    }

    public Graph with(ZoneId organizationZone) {
        return new Graph(
                start,
                nodes,
                exits,
                assignTo,
                relations,
                winners,
                settings,
                timetable,
                organizationZone,
                fieldUpdateTimeout);
    }

    public Graph withFieldUpdateTimeout(Duration timeout) {
        return new Graph(start, nodes, exits, assignTo, relations, winners, settings, timetable, zone, timeout);
    }

    /** Returns when conditions are evaluated that are reached at {@code at}. */
    public EvaluationTime timeOf(Instant at) {
        return new EvaluationTime(at, zone);
    }

    /** Returns the node with this key; empty at the end of a path. */
    public Optional<Node> node(@Nullable String key) {
        return key == null ? Optional.empty() : Optional.ofNullable(nodes.get(key));
    }

    /** Returns the successor of a node without branches; empty at the end of the path. */
    public Optional<Node> after(String key) {
        return node(key).flatMap(node -> switch (node) {
            case Node.Step step -> node(step.next());
            case Node.Wait pause -> node(pause.next());
            case Node.Message message -> node(message.next());
            case Node.AbTest test -> node(test.next());
            case Node.UpdateField update -> node(update.next());
            case Node.EmailCondition c -> Optional.empty();
            case Node.PhoneCondition c -> Optional.empty();
            case Node.FieldCondition c -> Optional.empty();
            case Node.EventWait c -> Optional.empty();
            case Node.Advance advance -> Optional.empty();
        });
    }

    /** Returns the successor of a condition on this branch; empty at the end of the path. */
    public Optional<Node> branch(String key, boolean yes) {
        return node(key).flatMap(node -> switch (node) {
            case Node.EmailCondition c -> node(yes ? c.yes() : c.no());
            case Node.PhoneCondition c -> node(yes ? c.yes() : c.no());
            case Node.FieldCondition c -> node(yes ? c.yes() : c.no());
            case Node.EventWait c -> node(yes ? c.yes() : c.no());
            default -> Optional.empty();
        });
    }

    public boolean exitsDependOnRecord() {
        return exits.stream().anyMatch(exit -> exit.when() != null);
    }
}
