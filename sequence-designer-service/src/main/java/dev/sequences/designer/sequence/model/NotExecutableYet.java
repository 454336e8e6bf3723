package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.condition.Condition;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.graph.node.AbTest;
import dev.sequences.designer.sequence.model.graph.node.FieldCondition;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.StageCondition;
import dev.sequences.designer.sequence.model.settings.ExitCriterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one list of what can be drawn and is not executed by the enrollment service yet. A draft that has any of it cannot be
 * activated; whoever teaches the enrollment service one of these removes it here.
 */
final class NotExecutableYet {

    static final String CODE = "not-executable-yet";

    private static final List<Setting> SETTINGS = List.of(new Setting(
            "assignTo",
            draft -> !draft.assignTo().equals(AssignTo.RECORD_OWNER.wireName()),
            draft -> "Steps cannot be assigned to '" + draft.assignTo() + "' yet.",
            "Set 'assignTo' to " + AssignTo.RECORD_OWNER.wireName() + "."));

    private NotExecutableYet() {}

    /** A setting of the draft, when it asks for something, and what to say then. */
    private record Setting(String path, Predicate<Draft> asks, Function<Draft, String> message, String remedy) {}

    static List<Finding> of(Draft draft) {
        List<Finding> findings = new ArrayList<>();
        for (Setting setting : SETTINGS) {
            if (setting.asks().test(draft)) {
                findings.add(Finding.error(
                        CODE, null, setting.path(), setting.message().apply(draft), setting.remedy()));
            }
        }
        for (int i = 0; i < draft.exitCriteria().size(); i++) {
            ExitCriterion criterion = draft.exitCriteria().get(i);
            if (criterion.condition().map(Condition::asksRelated).orElse(false)) {
                findings.add(Finding.error(
                        CODE,
                        null,
                        "exitCriteria[" + i + "].when",
                        "Fields of related records are not known yet.",
                        "Ask for fields of the record itself."));
            }
        }
        List<Node> nodes = draft.graph().byKind().toList();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String path = "graph.nodes[" + i + "]";
            reasonAgainst(node, path).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> reasonAgainst(Node node, String path) {
        return switch (node) {
            case FieldCondition condition
            when asksRelated(condition.when()) ->
                Optional.of(Finding.error(
                        CODE,
                        node.key(),
                        path + ".when",
                        "Fields of related records are not known yet.",
                        "Ask for fields of the record itself."));
            case AbTest test
            when test.endsAt() == null ->
                Optional.of(Finding.error(
                        CODE,
                        node.key(),
                        path + ".endsAt",
                        "Significant results are not recognised yet, so the test would never end.",
                        "Set 'endsAt'; from then on everybody gets the default version."));
            case FieldCondition condition
            when failsOnMissing(condition.onMissing()) -> Optional.of(failing(node, path));
            case StageCondition condition
            when failsOnMissing(condition.onMissing()) -> Optional.of(failing(node, path));
            default -> Optional.empty();
        };
    }

    private static boolean failsOnMissing(String onMissing) {
        return onMissing.equals("error");
    }

    private static Finding failing(Node node, String path) {
        return Finding.error(
                CODE,
                node.key(),
                path + ".onMissing",
                "Enrollments cannot stop with an error and be tried again yet.",
                "Set 'onMissing' to take-no or take-yes.");
    }

    private static boolean asksRelated(@Nullable Condition when) {
        return when != null && when.asksRelated();
    }
}
