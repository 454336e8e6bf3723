package dev.sequences.designer.sequence.model;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.graph.node.AbTest;
import dev.sequences.designer.sequence.model.graph.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A live A/B test is locked, since a change would make its results incomparable. */
final class LockedAbTestCheck {

    private LockedAbTestCheck() {}

    static List<Finding> of(Draft live, Draft draft) {
        Map<String, AbTest> running = live.graph()
                .byKind()
                .flatMap(node -> test(node).stream())
                .collect(Collectors.toMap(AbTest::key, test -> test, (first, second) -> first));
        List<Finding> findings = new ArrayList<>();
        List<Node> nodes = draft.graph().byKind().toList();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            @Nullable AbTest before = running.get(node.key());
            if (before != null && !sameTest(before, node)) {
                findings.add(Finding.error(
                        "ab-test-locked",
                        node.key(),
                        "graph.nodes[" + i + "]",
                        "The A/B test " + quoted(node.key()) + " is live and cannot be changed.",
                        "Restore it, or replace it with a new test under another key."));
            }
        }
        return findings;
    }

    private static Optional<AbTest> test(Node node) {
        return node instanceof AbTest test ? Optional.of(test) : Optional.empty();
    }

    /** The successors of the test may change; its variants may not. */
    private static boolean sameTest(AbTest before, Node now) {
        return now instanceof AbTest after
                && new AbTest(
                                after.head(),
                                after.a(),
                                after.b(),
                                after.shareOfA(),
                                after.winningMetric(),
                                after.endsAt(),
                                after.defaultVersion(),
                                before.next())
                        .equals(before);
    }
}
