package dev.sequences.designer.sequence.model.condition;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tree of conditions on a record. */
public sealed interface Condition {

    /**
     * A group; {@code all} of its parts have to hold, or {@code any} of them.
     *
     * @param related the related record whose fields its leaves mean; null for the record itself
     */
    record Group(Match match, @Nullable String related, List<Condition> parts) implements Condition {}

    /** One field, one operator, and what it is compared with: nothing, a value or a list of them. */
    record Leaf(String field, Operator operator, @Nullable Object value) implements Condition {}

    /** How many parts of a group have to hold. */
    enum Match {
        ALL,
        ANY
    }

    /** All leaves, in the order of the drawing. */
    default Stream<Leaf> leaves() {
        return switch (this) {
            case Leaf leaf -> Stream.of(leaf);
            case Group group -> group.parts().stream().flatMap(Condition::leaves);
        };
    }
}
