package dev.sequences.designer.sequence.model.diff;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Determines which nodes have moved. If B moves from the middle of A, B, C, D to the end, the edges to C, B and D all change, but
 * ignoring B explains everything. So the search ignores one node after the other, always the one that leaves the fewest
 * differences.
 */
final class MovedNodes {

    /** Above this limit the search would be too slow; then every node with different incoming edges counts as moved. */
    private static final int MAX_WEIGHED = 60;

    private MovedNodes() {}

    /** Keys of the moved nodes among those in both graphs. */
    static Set<String> between(IncomingEdges before, IncomingEdges after, Set<String> both) {
        Set<String> kept = new LinkedHashSet<>(both);
        Set<String> moved = new LinkedHashSet<>();
        List<String> unlike = unlike(before, after, kept);
        while (!unlike.isEmpty()) {
            if (both.size() > MAX_WEIGHED) {
                moved.addAll(unlike);
                kept.removeAll(unlike);
            } else {
                String best = leavingFewest(unlike, before, after, kept);
                moved.add(best);
                kept.remove(best);
            }
            unlike = unlike(before, after, kept);
        }
        return moved;
    }

    private static String leavingFewest(
            List<String> unlike, IncomingEdges before, IncomingEdges after, Set<String> kept) {
        String best = unlike.getFirst();
        int fewest = Integer.MAX_VALUE;
        for (String candidate : unlike) {
            Set<String> others = new LinkedHashSet<>(kept);
            others.remove(candidate);
            int left = unlike(before, after, others).size();
            if (left < fewest) {
                best = candidate;
                fewest = left;
            }
        }
        return best;
    }

    private static List<String> unlike(IncomingEdges before, IncomingEdges after, Set<String> kept) {
        return kept.stream()
                .filter(key -> !before.fromKept(key, kept).equals(after.fromKept(key, kept)))
                .toList();
    }
}
