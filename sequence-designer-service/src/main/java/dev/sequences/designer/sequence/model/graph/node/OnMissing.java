package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;

/** Behavior of a record condition if the record lacks the required value. */
final class OnMissing {

    static final String FIELD = "onMissing";

    private OnMissing() {}

    /** Defaults to {@code take-no}. */
    static String read(Fields fields) {
        return fields.choice(FIELD, List.of("take-no", "take-yes", "error"), "take-no");
    }
}
