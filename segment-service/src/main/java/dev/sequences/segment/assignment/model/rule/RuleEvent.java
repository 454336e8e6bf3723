package dev.sequences.segment.assignment.model.rule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of the rules of a segment. */
public sealed interface RuleEvent {

    /** @param activatedAt null if the rule is inactive */
    record RuleCreated(
            String ruleId,
            RuleDefinition definition,
            @Nullable Instant activatedAt) implements RuleEvent {}

    /** @param activatedAt time of the change if the rule is active: it concerns later records only */
    record RuleChanged(
            String ruleId,
            RuleDefinition definition,
            @Nullable Instant activatedAt) implements RuleEvent {}

    record RuleActivated(String ruleId, Instant activatedAt) implements RuleEvent {}

    record RuleDeactivated(String ruleId) implements RuleEvent {}

    record RuleDeleted(String ruleId) implements RuleEvent {}

    /** @param ruleIds all rules in their new order */
    record RulesOrdered(List<String> ruleIds) implements RuleEvent {}
}
