package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Complaint;
import dev.sequences.designer.sequence.model.reading.Fields;
import dev.sequences.designer.sequence.model.surroundings.Surroundings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One tile of a graph, by its kind. A draft may be unfinished, so a field that has to be there before an activation may
 * still be null or empty.
 */
public sealed interface Node {

    Head head();

    /** The ways on from here: field and key of the following node. A path ends where there is none. */
    Map<String, String> ways();

    /** What this node tells about itself, whatever is drawn around it. */
    void check(Place node, Surroundings surroundings);

    default String key() {
        return head().key();
    }

    default NodeType type() {
        return head().type();
    }

    default boolean in(NodeType.Role role) {
        return type().role() == role;
    }

    /** Reads a tile whose form was checked when it was drawn. */
    static Node of(Tile tile) {
        return read(tile, Complaint.UNHEARD);
    }

    /** Reads a tile of a known type; complains of fields that are not of the form of the kind. */
    static Node read(Tile tile, Complaint complaint) {
        NodeType type = NodeType.named(tile.type())
                .orElseThrow(() -> new IllegalArgumentException("no nodes are of type " + tile.type()));
        Fields fields = new Fields(tile.fields(), "", complaint);
        return type.read(Head.read(tile.key(), type, fields), fields);
    }

    /** Everything checked of one node: what all kinds have, then what its kind has. */
    static void checkAll(Node node, Place place, Surroundings surroundings) {
        node.head().check(place);
        node.check(place, surroundings);
    }

    /** Goes on to one node. */
    sealed interface Straight extends Node permits MessageStep, SellerStep, Wait, AbTest, UpdateField, Advance {

        @Nullable
        String next();

        @Override
        default Map<String, String> ways() {
            String next = next();
            return next == null ? Map.of() : Map.of("next", next);
        }
    }

    /** Divides the path in yes and no. */
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
