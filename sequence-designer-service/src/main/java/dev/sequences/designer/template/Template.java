package dev.sequences.designer.template;

import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.graph.node.NodeType;

/**
 * A drawing to begin with.
 *
 * @param days how long it takes when nobody hurries or dawdles
 */
public record Template(String id, String name, String description, String recordType, int days, Draft draft) {

    /** Steps of sellers and automated ones; waits, conditions and commands do not count. */
    public int steps() {
        return (int) draft.graph()
                .byKind()
                .filter(node -> node.in(NodeType.Role.STEP))
                .count();
    }
}
