package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;

/** What a condition on the record does when the record lacks what it asks for. */
final class OnMissing {

    static final String FIELD = "onMissing";

    private OnMissing() {}

    /** {@code take-no} when it is not said: what is not there is not so. */
    static String read(Fields fields) {
        return fields.choice(FIELD, List.of("take-no", "take-yes", "error"), "take-no");
    }
}
