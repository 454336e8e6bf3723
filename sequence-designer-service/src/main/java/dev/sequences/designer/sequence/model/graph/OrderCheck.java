package dev.sequences.designer.sequence.model.graph;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.graph.Paths.Way;
import dev.sequences.designer.sequence.model.graph.node.Advance;
import dev.sequences.designer.sequence.model.graph.node.EmailCondition;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.NodeType;
import dev.sequences.designer.sequence.model.graph.node.PhoneCondition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks the order of nodes: conditions follow the step they check, commands are placed where they have an effect, waits precede
 * messages.
 */
final class OrderCheck {

    /** Conditions about a past step, which may therefore follow each other. */
    private static final Set<NodeType> LOOK_BACK = Set.of(
            NodeType.EMAIL_CONDITION, NodeType.PHONE_CONDITION, NodeType.FIELD_CONDITION, NodeType.STAGE_CONDITION);

    private final Paths paths;

    private OrderCheck(Paths paths) {
        this.paths = paths;
    }

    static void of(Paths paths, List<Finding> findings) {
        OrderCheck check = new OrderCheck(paths);
        for (Node node : paths.nodes()) {
            check.check(node, new Place(node.key(), paths.pathOf(node.key()), findings));
        }
    }

    private void check(Node node, Place at) {
        switch (node) {
            case EmailCondition condition ->
                checkPlace(
                        node,
                        NodeType::sendsEmail,
                        at,
                        "email-condition-misplaced",
                        "The condition " + quoted(node.key())
                                + " checks an email, but does not follow an email on every path.",
                        "Place it after an email, an automated email or an A/B test on every path.");
            case PhoneCondition condition ->
                checkPlace(
                        node,
                        type -> type == NodeType.PHONE_CALL,
                        at,
                        "phone-condition-misplaced",
                        "The condition " + quoted(node.key())
                                + " checks a phone call, but does not follow a phone call on every path.",
                        "Place it after a phone call on every path.");
            case Advance advance -> {
                if (paths.isStart(node)) {
                    at.error(
                            "advance-first",
                            "The record leaves the sequence before any step was performed.",
                            "Add a step before " + quoted(node.key()) + ".");
                }
            }
            default -> {
                // Allowed anywhere.
            }
        }
        if (node instanceof Node.Fork fork && Objects.equals(fork.yes(), fork.no())) {
            at.warning(
                    "branches-alike",
                    "'yes' and 'no' lead to the same node; the condition has no effect.",
                    "Link one of them to another node, or remove the condition.");
        }
        if (node.type() == NodeType.WAIT) {
            checkWaits(node, at);
        }
        if (node.type().sendsByItself()) {
            checkPause(node, at);
        }
    }

    /** Every path to the node must come from a matching step; conditions in between are ignored. */
    private void checkPlace(
            Node condition, Predicate<NodeType> fits, Place at, String code, String message, String remedy) {
        if (paths.isStart(condition)) {
            at.error(code, message, remedy);
            return;
        }
        Deque<String> open = new ArrayDeque<>(List.of(condition.key()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            for (Way way : paths.before(open.remove())) {
                Node before = way.from();
                if (LOOK_BACK.contains(before.type()) && !paths.isStart(before)) {
                    if (seen.add(before.key())) {
                        open.add(before.key());
                    }
                } else if (!fits.test(before.type())) {
                    at.error(code, message, remedy);
                    return;
                }
            }
        }
    }

    private void checkWaits(Node wait, Place at) {
        boolean inARow = paths.before(wait.key()).stream()
                .anyMatch(way ->
                        way.from().type() == NodeType.WAIT && !way.from().key().equals(wait.key()));
        if (inARow) {
            at.warning(
                    "waits-in-a-row",
                    "The wait " + quoted(wait.key()) + " directly follows another wait.",
                    "Combine the two waits if the total duration is within the limit.");
        }
    }

    private void checkPause(Node message, Place at) {
        paths.before(message.key()).stream()
                .filter(way -> way.from().in(NodeType.Role.STEP))
                .findFirst()
                .ifPresent(way -> at.warning(
                        "message-without-pause",
                        "The message is sent immediately after "
                                + quoted(way.from().key()) + " is completed.",
                        "Add a wait before it unless the customer should receive it at once."));
    }
}
