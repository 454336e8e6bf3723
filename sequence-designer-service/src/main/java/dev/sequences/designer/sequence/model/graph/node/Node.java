package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.ErrorCollector;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a graph, by type. A draft may be incomplete, so a field that is required for activation may still be null or empty. */
public sealed interface Node {

    NodeHeader head();

    /** Outgoing edges: field and key of the next node. The path ends if there is none. */
    Map<String, String> ways();

    /** Adds the findings about this node itself, independent of its neighbors. */
    void check(Place node, DraftContext context);

    default String key() {
        return head().key();
    }

    default NodeType type() {
        return head().type();
    }

    default boolean in(NodeType.Role role) {
        return type().role() == role;
    }

    /** Reads a stored node whose format was checked when it was saved. */
    static Node of(DrawnNode tile) {
        return read(tile, ErrorCollector.UNHEARD);
    }

    /** Reads a node of a known type and reports fields with an invalid format. */
    static Node read(DrawnNode tile, ErrorCollector errors) {
        NodeType type = NodeType.ofWireName(tile.type())
                .orElseThrow(() -> new IllegalArgumentException("no nodes are of type " + tile.type()));
        Fields fields = new Fields(tile.fields(), "", errors);
        return type.read(NodeHeader.read(tile.key(), type, fields), fields);
    }

    /** Adds all findings about one node: common fields first, then those of its type. */
    static void checkAll(Node node, Place place, DraftContext context) {
        node.head().check(place);
        node.check(place, context);
    }

    /** Continues at one node. */
    sealed interface Straight extends Node permits MessageStep, SellerStep, Wait, AbTest, UpdateField, Advance {

        @Nullable
        String next();

        @Override
        default Map<String, String> ways() {
            String next = next();
            return next == null ? Map.of() : Map.of("next", next);
        }
    }

    /** Branches into yes and no. */
    sealed interface Fork extends Node
            permits EmailCondition, PhoneCondition, FieldCondition, StageCondition, EventWait {

        @Nullable
        String yes();

        @Nullable
        String no();

        @Override
        default Map<String, String> ways() {
            Map<String, String> ways = new LinkedHashMap<>();
            String yes = yes();
            if (yes != null) {
                ways.put("yes", yes);
            }
            String no = no();
            if (no != null) {
                ways.put("no", no);
            }
            return ways;
        }
    }
}
