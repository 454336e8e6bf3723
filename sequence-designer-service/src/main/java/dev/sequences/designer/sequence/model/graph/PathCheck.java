package dev.sequences.designer.sequence.model.graph;

import static dev.sequences.designer.sequence.model.finding.Finding.error;
import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks paths for cycles and unreachable nodes. */
final class PathCheck {

    private static final int MAX_CYCLE_SHOWN = 8;

    private final Paths paths;

    private PathCheck(Paths paths) {
        this.paths = paths;
    }

    /** {@code starts}: whether the start node is known; without it, unreachable nodes are not reported. */
    static List<Finding> of(Paths paths, boolean starts) {
        PathCheck check = new PathCheck(paths);
        List<Finding> findings = new ArrayList<>(check.cycles());
        if (starts) {
            findings.addAll(check.unreachable());
        }
        return findings;
    }

    /** Iterative depth-first search, since the caller controls the depth. */
    private List<Finding> cycles() {
        List<Finding> findings = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (String root : paths.keys()) {
            if (done.contains(root)) {
                continue;
            }
            List<String> trail = new ArrayList<>();
            Set<String> onTrail = new HashSet<>();
            Deque<Iterator<String>> ways = new ArrayDeque<>();
            trail.add(root);
            onTrail.add(root);
            ways.push(paths.after(root).iterator());
            while (!ways.isEmpty()) {
                if (!ways.peek().hasNext()) {
                    ways.pop();
                    String left = trail.removeLast();
                    onTrail.remove(left);
                    done.add(left);
                    continue;
                }
                String next = ways.peek().next();
                if (onTrail.contains(next)) {
                    findings.add(cycle(trail.subList(trail.indexOf(next), trail.size())));
                } else if (!done.contains(next)) {
                    trail.add(next);
                    onTrail.add(next);
                    ways.push(paths.after(next).iterator());
                }
            }
        }
        return findings;
    }

    private Finding cycle(List<String> keys) {
        String shown = keys.size() <= MAX_CYCLE_SHOWN
                ? Stream.concat(keys.stream(), Stream.of(keys.getFirst()))
                        .map(Finding::quoted)
                        .collect(Collectors.joining(" -> "))
                : quoted(keys.getFirst()) + " -> ... (" + (keys.size() - 1) + " more) -> " + quoted(keys.getFirst());
        String last = keys.getLast();
        return error(
                "cycle",
                last,
                paths.pathOf(last),
                "The path contains a cycle: " + shown + ".",
                "Link " + quoted(last) + " to a later node or end the path there.");
    }

    private List<Finding> unreachable() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        String start = paths.start();
        if (start != null) {
            open.add(start);
        }
        while (!open.isEmpty()) {
            String key = open.remove();
            if (reached.add(key)) {
                open.addAll(paths.after(key));
            }
        }
        return paths.keys().stream()
                .filter(key -> !reached.contains(key))
                .map(key -> error(
                        "node-unreachable",
                        key,
                        paths.pathOf(key),
                        "The node " + quoted(key) + " cannot be reached from the start.",
                        "Link another node to it or remove it."))
                .toList();
    }
}
