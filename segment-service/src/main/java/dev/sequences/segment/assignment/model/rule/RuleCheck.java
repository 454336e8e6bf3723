package dev.sequences.segment.assignment.model.rule;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.Finding;
import dev.sequences.language.condition.OperandCheck;
import dev.sequences.language.condition.Operator;
import dev.sequences.language.condition.Reading;
import dev.sequences.segment.assignment.model.Match;
import dev.sequences.segment.assignment.model.Target;
import dev.sequences.segment.assignment.model.rule.RuleDefinition.MatchDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validates a rule and collects all findings. */
public final class RuleCheck {

    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_COMPARISONS = 10;
    static final int MAX_MATCHES = 5;
    static final int MAX_HOURS = 120;
    static final int MAX_IDS = 500;

    private static final String PATH = "conditions";

    private final RuleDefinition rule;
    private final List<Refusal> refusals = new ArrayList<>();

    private RuleCheck(RuleDefinition rule) {
        this.rule = rule;
    }

    /** Returns all findings; empty for a valid rule. */
    public static List<Refusal> of(RuleDefinition rule) {
        RuleCheck check = new RuleCheck(rule);
        check.all();
        return check.refusals;
    }

    private void all() {
        if (rule.name().isBlank() || rule.name().length() > MAX_NAME_LENGTH) {
            refuse(
                    "name-invalid",
                    "name",
                    "The name is missing or too long.",
                    "Send 1 to " + MAX_NAME_LENGTH + " characters.");
        }
        conditions(rule.conditions());
        hours(rule.createdWithinHours(), "createdWithinHours", 0);
        hours(rule.availableWithinHours(), "availableWithinHours", 1);
        target();
        oneOf(rule.distribution(), "distribution", List.of("round-robin", "load-balancing"));
        oneOf(rule.roundRobinScope(), "roundRobinScope", List.of("organization", "rule"));
        oneOf(rule.severalTeams(), "severalTeams", List.of("random", "none"));
        if (rule.match().size() > MAX_MATCHES) {
            refuse(
                    "too-many-matches",
                    "match",
                    "There are " + rule.match().size() + " conditions; the limit is " + MAX_MATCHES + ".",
                    "Use any-of with a list of values, or divide the rule.");
        }
        for (int i = 0; i < rule.match().size(); i++) {
            match(rule.match().get(i), "match[" + i + "]");
        }
    }

    private void conditions(@Nullable Map<String, Object> conditions) {
        if (conditions == null) {
            return;
        }
        Reading reading = ConditionReader.read(conditions, PATH);
        reading.findings().forEach(this::refuse);
        reading.tooLarge(MAX_COMPARISONS).ifPresent(this::refuse);
        Condition condition = reading.condition();
        if (condition != null && condition.relations().findAny().isPresent()) {
            refuse(
                    "related-not-supported",
                    PATH,
                    "A condition of an assignment rule reads a related record.",
                    "Use it in the conditions of the segment.");
        }
    }

    private void target() {
        Target target = Target.of(rule.target()).orElse(null);
        if (target == null) {
            refuse(
                    "target-unknown",
                    "target",
                    "The target is unknown.",
                    "Use any-seller, sellers, matching-sellers, teams or matching-teams.");
            return;
        }
        ids(rule.sellers(), "sellers", target == Target.SELLERS);
        ids(rule.teams(), "teams", target == Target.TEAMS);
        boolean matching = target == Target.MATCHING_SELLERS || target == Target.MATCHING_TEAMS;
        if (matching && rule.match().isEmpty()) {
            refuse(
                    "match-missing",
                    "match",
                    "The target " + target.code() + " needs a condition on attributes.",
                    "Send 'match', e.g. [{\"attribute\": \"language\", \"op\": \"equals\", \"recordField\": \"language\"}].");
        }
        if (target.isTeam() && rule.distribution().equals("load-balancing")) {
            refuse(
                    "distribution-not-for-teams",
                    "distribution",
                    "Teams share their records themselves.",
                    "Omit 'distribution' for a team target.");
        }
    }

    private void ids(List<String> ids, String field, boolean required) {
        if (required && ids.isEmpty()) {
            refuse(field + "-missing", field, "The target needs " + field + ".", "Send at least one id.");
        }
        if (!required && !ids.isEmpty()) {
            refuse(
                    field + "-superfluous",
                    field,
                    "The target " + rule.target() + " has no list of " + field + ".",
                    "Remove '" + field + "', or use the target " + field + ".");
        }
        if (ids.size() > MAX_IDS || ids.stream().anyMatch(id -> id.isBlank() || id.length() > 200)) {
            refuse(
                    field + "-invalid",
                    field,
                    "There are more than " + MAX_IDS + " ids, or one is blank or too long.",
                    "Send up to " + MAX_IDS + " ids of 1 to 200 characters.");
        }
    }

    private void match(MatchDefinition match, String path) {
        if (match.attribute().isBlank() || match.attribute().length() > 200) {
            refuse(
                    "attribute-malformed",
                    path + ".attribute",
                    "The name of the attribute is missing or too long.",
                    "Send 1 to 200 characters.");
            return;
        }
        Operator operator = Operator.named(match.op()).orElse(null);
        if (operator == null) {
            refuse(
                    "operator-unknown",
                    path + ".op",
                    "The operator is unknown.",
                    "Use one of: " + String.join(", ", Operator.wireNames()) + ".");
            return;
        }
        if (match.recordField() == null) {
            OperandCheck.of(Leaf.of(match.attribute(), operator, match.value()), path + ".value")
                    .forEach(this::refuse);
            return;
        }
        if (!Match.DYNAMIC.contains(operator)) {
            refuse(
                    "operator-not-dynamic",
                    path + ".op",
                    "The operator cannot compare with a field of the record.",
                    "Use equals or not-equals.");
        }
        if (match.value() != null || match.recordField().isBlank()) {
            refuse(
                    "match-ambiguous",
                    path,
                    "The condition has a value and a field of the record, or the field is blank.",
                    "Send either 'value' or 'recordField'.");
        }
    }

    private void hours(@Nullable Integer hours, String field, int min) {
        if (hours != null && (hours < min || hours > MAX_HOURS)) {
            refuse(
                    "hours-out-of-range",
                    field,
                    field + " is " + hours + ".",
                    "Send a number from " + min + " to " + MAX_HOURS + ", or omit it.");
        }
    }

    private void oneOf(String value, String field, List<String> allowed) {
        if (!allowed.contains(value)) {
            refuse(
                    "value-unknown",
                    field,
                    "The value of " + field + " is unknown.",
                    "Use one of: " + String.join(", ", allowed) + ".");
        }
    }

    private void refuse(Finding finding) {
        refuse(finding.code(), finding.path(), finding.message(), finding.remedy());
    }

    private void refuse(String code, String path, String message, String remedy) {
        refusals.add(Refusal.rule(code, path, message, remedy));
    }
}
