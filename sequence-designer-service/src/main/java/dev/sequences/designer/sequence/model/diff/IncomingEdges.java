package dev.sequences.designer.sequence.model.diff;

import dev.sequences.designer.sequence.model.diff.DraftDiff.Origin;
import dev.sequences.designer.sequence.model.graph.Paths;
import dev.sequences.designer.sequence.model.graph.Paths.Way;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Incoming edges of the nodes of one graph. */
final class IncomingEdges {

    private final Paths paths;

    IncomingEdges(Paths paths) {
        this.paths = paths;
    }

    /** The direct incoming edges of the node. */
    List<Origin> direct(String key) {
        Stream<Origin> start = key.equals(paths.start()) ? Stream.of(Origin.START) : Stream.empty();
        return Stream.concat(
                        start,
                        paths.before(key).stream()
                                .map(way -> new Origin(way.from().key(), way.field())))
                .toList();
    }

    /** Edges from the nearest nodes in {@code kept}; paths run straight through the others. */
    Set<Origin> fromKept(String key, Set<String> kept) {
        Set<Origin> origins = new HashSet<>();
        collect(key, kept, origins, new HashSet<>());
        return origins;
    }

    private void collect(String key, Set<String> kept, Set<Origin> origins, Set<String> seen) {
        if (!seen.add(key)) {
            return;
        }
        if (key.equals(paths.start())) {
            origins.add(Origin.START);
        }
        for (Way way : paths.before(key)) {
            String from = way.from().key();
            if (kept.contains(from)) {
                origins.add(new Origin(from, way.field()));
            } else {
                collect(from, kept, origins, seen);
            }
        }
    }
}
