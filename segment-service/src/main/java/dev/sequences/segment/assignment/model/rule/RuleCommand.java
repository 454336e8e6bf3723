package dev.sequences.segment.assignment.model.rule;

import java.time.Instant;
import java.util.List;

/** Commands on the rules of a segment. */
public sealed interface RuleCommand {

    /** @param active whether the rule is activated at once */
    record CreateRule(String ruleId, RuleDefinition definition, boolean active, Instant at) implements RuleCommand {}

    record ChangeRule(String ruleId, RuleDefinition definition, Instant at) implements RuleCommand {}

    record ActivateRule(String ruleId, Instant at) implements RuleCommand {}

    record DeactivateRule(String ruleId) implements RuleCommand {}

    record DeleteRule(String ruleId) implements RuleCommand {}

    /** @param ruleIds all rules in their new order */
    record OrderRules(List<String> ruleIds) implements RuleCommand {}
}
