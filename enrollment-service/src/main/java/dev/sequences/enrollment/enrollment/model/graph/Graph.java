package dev.sequences.enrollment.enrollment.model.graph;

import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The frozen graph of one version, who gets its steps and when its records leave: immutable, shared by all enrollments
 * that walk it.
 *
 * @param relations names of the related records that its conditions ask about
 * @param winners what everybody gets of A/B tests that are over, by the key of the node; changes while the rest does not
 * @param settings what the version says about local time
 * @param timetable what that means to the enrollment that walks it now
 */
public record Graph(
        String start,
        Map<String, Node> nodes,
        List<Exit> exits,
        AssignTo assignTo,
        Set<String> relations,
        Map<String, String> winners,
        CalendarSettings settings,
        Timetable timetable) {

    /**
     * Ends the enrollment wherever it stands.
     *
     * @param onActivity type of the activity that ends it; null when the record does
     * @param when what the record has to be like; null when an activity ends it
     */
    public record Exit(
            String name,
            @Nullable String onActivity,
            @Nullable RecordCondition when) {}

    public Graph {
        nodes = Map.copyOf(nodes);
        exits = List.copyOf(exits);
        relations = Set.copyOf(relations);
        winners = Map.copyOf(winners);
    }

    public Graph(String start, Map<String, Node> nodes, List<Exit> exits, AssignTo assignTo) {
        this(start, nodes, exits, assignTo, relations(nodes, exits), Map.of(), CalendarSettings.NONE, Timetable.ALWAYS);
    }

    public Graph(String start, Map<String, Node> nodes) {
        this(start, nodes, List.of(), AssignTo.RECORD_OWNER);
    }

    private static Set<String> relations(Map<String, Node> nodes, List<Exit> exits) {
        Stream<RecordCondition> asked = nodes.values().stream()
                .flatMap(node -> node instanceof Node.FieldCondition condition
                        ? Stream.of(condition.when())
                        : Stream.<RecordCondition>empty());
        Stream<RecordCondition> leaving = exits.stream().map(Exit::when).flatMap(Stream::ofNullable);
        return Stream.concat(asked, leaving)
                .flatMap(RecordCondition::relations)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the related records that its exit criteria ask about. */
    public Set<String> exitRelations() {
        return relations.isEmpty()
                ? Set.of()
                : exits.stream()
                        .map(Exit::when)
                        .flatMap(Stream::ofNullable)
                        .flatMap(RecordCondition::relations)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The same, with what is known of its A/B tests by now. */
    public Graph decided(Map<String, String> known) {
        return known.isEmpty() ? this : new Graph(start, nodes, exits, assignTo, relations, known, settings, timetable);
    }

    /** Its A/B tests. */
    public Stream<Node.AbTest> abTests() {
        return nodes.values().stream()
                .flatMap(node -> node instanceof Node.AbTest test ? Stream.of(test) : Stream.<Node.AbTest>empty());
    }

    /** As it is walked by this timetable. */
    public Graph by(Timetable kept) {
        return new Graph(start, nodes, exits, assignTo, relations, winners, settings, kept);
    }

    public Graph with(CalendarSettings said) {
        return new Graph(start, nodes, exits, assignTo, relations, winners, said, timetable);
    }

    /** The node of this key; empty at the end of a path. */
    public Optional<Node> node(@Nullable String key) {
        return key == null ? Optional.empty() : Optional.ofNullable(nodes.get(key));
    }

    /** What follows a node that does not divide the path; empty at the end of it. */
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

    /** What follows a condition on this branch; empty when the path ends there. */
    public Optional<Node> branch(String key, boolean yes) {
        return node(key).flatMap(node -> switch (node) {
            case Node.EmailCondition c -> node(yes ? c.yes() : c.no());
            case Node.PhoneCondition c -> node(yes ? c.yes() : c.no());
            case Node.FieldCondition c -> node(yes ? c.yes() : c.no());
            case Node.EventWait c -> node(yes ? c.yes() : c.no());
            default -> Optional.empty();
        });
    }

    public boolean asksRecordForExit() {
        return exits.stream().anyMatch(exit -> exit.when() != null);
    }
}
