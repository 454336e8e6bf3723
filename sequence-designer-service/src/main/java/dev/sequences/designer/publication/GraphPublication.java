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
import dev.sequences.designer.sequence.model.graph.node.SellerStep;
import dev.sequences.designer.sequence.model.graph.node.StageCondition;
import dev.sequences.designer.sequence.model.graph.node.UpdateField;
import dev.sequences.designer.sequence.model.graph.node.Wait;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.duration.FixedDuration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The frozen graph in the published language. Activation has checked it, so what an unfinished draft may lack is there. */
final class GraphPublication {

    private GraphPublication() {}

    static GraphV1 of(SequenceGraph graph) {
        return new GraphV1(
                checked(graph.start()),
                graph.byKind().map(GraphPublication::node).toList());
    }

    private static NodeV1 node(Node node) {
        String key = node.key();
        String type = node.type().wireName();
        @Nullable String name = node.head().shownName().orElse(null);
        @Nullable String description = node.head().description();
        return switch (node) {
            case MessageStep step
            when node.type().sendsByItself() ->
                new NodeV1.AutomatedMessage(
                        key, type, name, description, step.templateId(), step.language(), step.next());
            case MessageStep step ->
                new NodeV1.Step(key, type, name, description, step.templateId(), step.language(), step.next());
            case SellerStep step -> new NodeV1.Step(key, type, name, description, null, null, step.next());
            case Wait wait -> new NodeV1.Wait(key, name, description, duration(wait.duration()), wait.next());
            case AbTest test -> new NodeV1.AbTest(key, name, description, test.next(), abTest(test));
            case EmailCondition c ->
                new NodeV1.EmailCondition(
                        key,
                        name,
                        description,
                        c.yes(),
                        c.no(),
                        new EmailConditionV1(c.interactions(), c.match(), duration(c.within()), c.immediately()));
            case PhoneCondition c ->
                new NodeV1.PhoneCondition(key, name, description, c.yes(), c.no(), new PhoneConditionV1(c.results()));
            case FieldCondition c ->
                new NodeV1.FieldCondition(
                        key,
                        name,
                        description,
                        c.yes(),
                        c.no(),
                        new FieldConditionV1(condition(c.when().orThrow()), c.onMissing()));
            case StageCondition c ->
                new NodeV1.StageCondition(
                        key,
                        name,
                        description,
                        c.yes(),
                        c.no(),
                        new StageConditionV1(checked(c.process()), c.stages(), c.onMissing()));
            case EventWait w ->
                new NodeV1.EventWait(
                        key,
                        name,
                        description,
                        w.yes(),
                        w.no(),
                        new EventWaitV1(checked(w.event()), duration(w.within())));
            case UpdateField u -> new NodeV1.UpdateField(key, name, description, u.next(), updateField(u));
            case Advance a -> new NodeV1.Advance(key, name, description, new AdvanceV1(checked(a.sequenceId())));
        };
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
        return new AbVersionV1(checked(version.name()), checked(version.templateId()), version.language());
    }

    private static UpdateFieldV1 updateField(UpdateField update) {
        UpdateField.Owner owner = update.owner();
        return new UpdateFieldV1(
                checked(update.field()),
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

    /** Without weeks, which readers of durations of days and time do not know. */
    private static String duration(@Nullable String drawn) {
        return FixedDuration.inDaysAndTime(checked(drawn));
    }

    private static String checked(@Nullable String value) {
        return Objects.requireNonNull(value, "activation has checked the graph");
    }
}
