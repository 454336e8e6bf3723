package dev.sequences.designer.sequence.model;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.sequence.model.graph.Paths;
import dev.sequences.designer.sequence.model.graph.Paths.Way;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.NodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A step that a condition depends on cannot be removed before the condition (T07). The condition may stay if it follows another
 * step that is new in the draft or already led to it; bypassing the removed step is not enough.
 */
final class StepRemovalCheck {

    private final Paths old;
    private final Paths present;

    private StepRemovalCheck(Paths old, Paths present) {
        this.old = old;
        this.present = present;
    }

    static List<Refusal> refusals(SequenceGraph before, SequenceGraph after) {
        return new StepRemovalCheck(new Paths(before), new Paths(after)).refusals();
    }

    private List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        for (Node step : old.nodes()) {
            if (!step.in(NodeType.Role.STEP) || isIn(present, step.key(), NodeType.Role.STEP)) {
                continue;
            }
            old.node(step.ways().get("next"))
                    .map(Node::key)
                    .filter(key -> isIn(old, key, NodeType.Role.BRANCH) && isIn(present, key, NodeType.Role.BRANCH))
                    .filter(key -> !followsAnother(key, step.key()))
                    .ifPresent(condition -> refusals.add(Refusal.rule(
                            "step-has-condition",
                            "graph.nodes",
                            "The step " + quoted(step.key()) + " was removed, but the condition " + quoted(condition)
                                    + " that follows it still exists.",
                            "Remove the condition first, or link it to another step before you remove this one.")));
        }
        return refusals;
    }

    private static boolean isIn(Paths paths, String key, NodeType.Role role) {
        return paths.node(key).filter(node -> node.in(role)).isPresent();
    }

    private boolean followsAnother(String condition, String removed) {
        Set<String> earlier = old.before(condition).stream()
                .map(way -> way.from().key())
                .filter(key -> !key.equals(removed))
                .collect(Collectors.toSet());
        return present.before(condition).stream()
                .map(Way::from)
                .anyMatch(node -> earlier.contains(node.key()) || (isNew(node) && isConditionOrAction(node)));
    }

    private boolean isNew(Node node) {
        return old.node(node.key()).isEmpty();
    }

    /** A step, or another condition after a step. Conditions cannot refer to waits or commands. */
    private static boolean isConditionOrAction(Node node) {
        return node.in(NodeType.Role.STEP) || node.in(NodeType.Role.BRANCH);
    }
}
