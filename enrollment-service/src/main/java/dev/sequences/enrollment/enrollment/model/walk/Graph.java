package dev.sequences.enrollment.enrollment.model.walk;

import dev.sequences.enrollment.enrollment.model.calendar.Settings;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frozen graph of one version and when its records leave: immutable, shared by all enrollments that walk it.
 *
 * @param settings what the version says about local time
 * @param timetable what that means to the enrollment that walks it now
 */
public record Graph(String start, Map<String, Node> nodes, List<Exit> exits, Settings settings, Timetable timetable) {

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
    }

    public Graph(String start, Map<String, Node> nodes, List<Exit> exits) {
        this(start, nodes, exits, Settings.NONE, Timetable.ALWAYS);
    }

    public Graph(String start, Map<String, Node> nodes) {
        this(start, nodes, List.of());
    }

    /** As it is walked by this timetable. */
    public Graph by(Timetable kept) {
        return new Graph(start, nodes, exits, settings, kept);
    }

    public Graph with(Settings said) {
        return new Graph(start, nodes, exits, said, timetable);
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
