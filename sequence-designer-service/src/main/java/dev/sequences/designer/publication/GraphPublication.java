package dev.sequences.designer.publication;

import dev.sequences.contracts.definition.AbTestV1;
import dev.sequences.contracts.definition.AbVersionV1;
import dev.sequences.contracts.definition.AdvanceV1;
import dev.sequences.contracts.definition.ConditionV1;
import dev.sequences.contracts.definition.EmailConditionV1;
import dev.sequences.contracts.definition.EventWaitV1;
import dev.sequences.contracts.definition.FieldConditionV1;
import dev.sequences.contracts.definition.GraphV1;
import dev.sequences.contracts.definition.NodeV1;
import dev.sequences.contracts.definition.PhoneConditionV1;
import dev.sequences.contracts.definition.StageConditionV1;
import dev.sequences.contracts.definition.UpdateFieldV1;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import dev.sequences.designer.sequence.model.graph.node.AbTest;
import dev.sequences.designer.sequence.model.graph.node.Advance;
import dev.sequences.designer.sequence.model.graph.node.EmailCondition;
import dev.sequences.designer.sequence.model.graph.node.EventWait;
import dev.sequences.designer.sequence.model.graph.node.FieldCondition;
import dev.sequences.designer.sequence.model.graph.node.MessageStep;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.PhoneCondition;
import dev.sequences.designer.sequence.model.graph.node.StageCondition;
import dev.sequences.designer.sequence.model.graph.node.UpdateField;
import dev.sequences.designer.sequence.model.graph.node.Wait;
import dev.sequences.language.condition.Condition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The frozen graph in the published language. Activation has checked it, so what an unfinished draft may lack is there. */
final class GraphPublication {

    private GraphPublication() {}

    static GraphV1 of(SequenceGraph graph) {
        return new GraphV1(
                said(graph.start()), graph.byKind().map(GraphPublication::node).toList());
    }

    private static NodeV1 node(Node node) {
        @Nullable MessageStep message = node instanceof MessageStep step ? step : null;
        Node.@Nullable Fork fork = node instanceof Node.Fork one ? one : null;
        return new NodeV1(
                node.key(),
                node.type().wireName(),
                node.head().shownName().orElse(null),
                node.head().description(),
                message == null ? null : message.templateId(),
                message == null ? null : message.language(),
                node instanceof Wait wait ? wait.duration() : null,
                node instanceof Node.Straight straight ? straight.next() : null,
                fork == null ? null : fork.yes(),
                fork == null ? null : fork.no(),
                node instanceof AbTest test ? abTest(test) : null,
                node instanceof EmailCondition c
                        ? new EmailConditionV1(c.interactions(), c.match(), said(c.within()), c.immediately())
                        : null,
                node instanceof PhoneCondition c ? new PhoneConditionV1(c.results()) : null,
                node instanceof FieldCondition c
                        ? new FieldConditionV1(condition(c.when().orThrow()), c.onMissing())
                        : null,
                node instanceof StageCondition c
                        ? new StageConditionV1(said(c.process()), c.stages(), c.onMissing())
                        : null,
                node instanceof EventWait w ? new EventWaitV1(said(w.event()), said(w.within())) : null,
                node instanceof UpdateField u ? updateField(u) : null,
                node instanceof Advance a ? new AdvanceV1(said(a.sequenceId())) : null);
    }

    private static AbTestV1 abTest(AbTest test) {
        return new AbTestV1(
                version(test.a()),
                version(test.b()),
                test.shareOfA(),
                test.winningMetric(),
                test.endsAt() == null ? null : AbTest.endOf(test.endsAt()).orElseThrow(),
                test.defaultVersion());
    }

    private static AbVersionV1 version(AbTest.Version version) {
        return new AbVersionV1(said(version.name()), said(version.templateId()), version.language());
    }

    private static UpdateFieldV1 updateField(UpdateField update) {
        UpdateField.Owner owner = update.owner();
        return new UpdateFieldV1(
                said(update.field()),
                update.value(),
                owner == null ? null : owner.type(),
                owner == null ? null : owner.id());
    }

    static ConditionV1 condition(Condition condition) {
        return switch (condition) {
            case Condition.Leaf leaf ->
                new ConditionV1(null, null, null, leaf.field(), leaf.operator().wireName(), leaf.value());
            case Condition.Group group -> group(group, null);
            case Condition.Related related -> group(related.group(), related.relation());
        };
    }

    private static ConditionV1 group(Condition.Group group, @Nullable String relation) {
        List<ConditionV1> parts =
                group.parts().stream().map(GraphPublication::condition).toList();
        boolean all = group instanceof Condition.All;
        return new ConditionV1(all ? parts : null, all ? null : parts, relation, null, null, null);
    }

    private static String said(@Nullable String checked) {
        return Objects.requireNonNull(checked, "an activated graph has been checked");
    }
}
