package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Branches on the stage of the record's business process, evaluated once when the node is reached.
 *
 * @param onMissing {@code take-no}, {@code take-yes} or {@code error}, if the record is in no stage of the process
 */
public record StageCondition(
        NodeHeader head,
        @Nullable String process,
        List<String> stages,
        String onMissing,
        @Nullable String yes,
        @Nullable String no)
        implements Node.Fork {

    static final List<String> FIELDS = List.of("process", "stages", OnMissing.FIELD, "yes", "no");

    static StageCondition read(NodeHeader head, Fields fields) {
        return new StageCondition(
                head,
                fields.text("process"),
                List.copyOf(fields.texts("stages")),
                OnMissing.read(fields),
                fields.text("yes"),
                fields.text("no"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        StageCheck.check(process, stages, node, context.record());
    }
}
