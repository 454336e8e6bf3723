package dev.sequences.segment.assignment.model.rule;

import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.Operator;
import dev.sequences.segment.assignment.model.Match;
import dev.sequences.segment.assignment.model.Rule;
import dev.sequences.segment.assignment.model.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Compiles checked rules for decisions. */
public final class CompiledRules {

    private CompiledRules() {}

    /** Compiles one rule, which was checked by this or an earlier release. */
    public static Rule of(String id, RuleDefinition rule, Instant activatedAt) {
        Map<String, Object> conditions = rule.conditions();
        Target target = Target.of(rule.target()).orElseThrow();
        return new Rule(
                id,
                conditions == null
                        ? new Condition.All(List.of())
                        : ConditionReader.read(conditions, "conditions").orThrow(),
                rule.createdWithinHours(),
                target,
                target == Target.TEAMS ? rule.teams() : rule.sellers(),
                rule.match().stream()
                        .map(one -> new Match(
                                one.attribute(),
                                Operator.named(one.op()).orElseThrow(),
                                one.value(),
                                one.recordField()))
                        .toList(),
                rule.distribution().equals("load-balancing"),
                rule.roundRobinScope().equals("rule"),
                rule.availableWithinHours(),
                rule.respectCapacity(),
                rule.severalTeams().equals("random"),
                activatedAt);
    }
}
