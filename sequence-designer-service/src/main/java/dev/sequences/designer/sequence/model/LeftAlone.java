package dev.sequences.designer.sequence.model;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.sequence.model.graph.Paths;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.NodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A step that a condition follows cannot be removed: the condition asks about it. The condition goes first. */
final class LeftAlone {

    private static final Set<NodeType.Role> FOLLOWED = Set.of(NodeType.Role.STEP);

    private LeftAlone() {}

    static List<Refusal> refusals(SequenceGraph before, SequenceGraph after) {
        Paths old = new Paths(before);
        Paths present = new Paths(after);
        List<Refusal> refusals = new ArrayList<>();
        for (Node removed : old.nodes()) {
            if (!FOLLOWED.contains(removed.type().role())
                    || present.node(removed.key()).isPresent()) {
                continue;
            }
            old.node(removed.ways().get("next"))
                    .filter(follower -> follower.in(NodeType.Role.BRANCH))
                    .filter(condition -> present.node(condition.key()).isPresent())
                    .filter(condition -> present.before(condition.key()).isEmpty())
                    .ifPresent(condition -> refusals.add(Refusal.rule(
                            "step-has-condition",
                            "graph.nodes",
                            "The step " + quoted(removed.key()) + " is gone, but the condition "
                                    + quoted(condition.key()) + " that follows it is still there.",
                            "Remove the condition first, or let it follow another step.")));
        }
        return refusals;
    }
}
