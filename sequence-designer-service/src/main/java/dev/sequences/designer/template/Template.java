package dev.sequences.designer.template;

import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.graph.node.NodeType;

/**
 * A template for new sequences.
 *
 * @param days typical duration in days
 */
public record Template(String id, String name, String description, String recordType, int days, Draft draft) {

    /** Number of steps, manual and automated, without waits, conditions and commands. */
    public int steps() {
        return (int) draft.graph()
                .byKind()
                .filter(node -> node.in(NodeType.Role.STEP))
                .count();
    }
}
