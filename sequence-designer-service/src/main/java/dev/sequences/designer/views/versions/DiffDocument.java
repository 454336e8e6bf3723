package dev.sequences.designer.views.versions;

import dev.sequences.designer.sequence.model.diff.DraftDiff;
import dev.sequences.designer.sequence.model.diff.DraftDiff.Change;
import dev.sequences.designer.sequence.model.diff.DraftDiff.ChangedNode;
import dev.sequences.designer.sequence.model.diff.DraftDiff.MovedNode;
import dev.sequences.designer.sequence.model.diff.DraftDiff.PlacedNode;
import java.util.List;

/**
 * The difference between two versions of a sequence.
 *
 * @param from number of a version, or {@code draft}
 * @param to number of a version, or {@code draft}
 * @param moved nodes with different incoming edges, ignoring added and removed nodes
 */
public record DiffDocument(
        String from,
        String to,
        List<PlacedNode> added,
        List<PlacedNode> removed,
        List<MovedNode> moved,
        List<ChangedNode> changed,
        List<Change> settings) {

    static DiffDocument of(String from, String to, DraftDiff diff) {
        return new DiffDocument(from, to, diff.added(), diff.removed(), diff.moved(), diff.changed(), diff.settings());
    }
}
