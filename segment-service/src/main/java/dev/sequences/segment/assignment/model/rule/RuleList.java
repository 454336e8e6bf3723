package dev.sequences.segment.assignment.model.rule;

import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleActivated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleChanged;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleCreated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleDeactivated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleDeleted;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RulesOrdered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rules of a segment in their order: the first match decides. */
public record RuleList(List<ListedRule> rules) {

    public static final RuleList EMPTY = new RuleList(List.of());

    /**
     * One rule.
     *
     * @param activatedAt activation or last change while active; null while inactive
     */
    public record ListedRule(
            String id, RuleDefinition definition, @Nullable Instant activatedAt) {

        public boolean isActive() {
            return activatedAt != null;
        }
    }

    public RuleList {
        rules = List.copyOf(rules);
    }

    public Optional<ListedRule> find(String ruleId) {
        return rules.stream().filter(rule -> rule.id().equals(ruleId)).findFirst();
    }

    long activeRules() {
        return rules.stream().filter(ListedRule::isActive).count();
    }

    /** The list after an event. New rules come last. */
    public RuleList after(RuleEvent event) {
        return switch (event) {
            case RuleCreated(String id, RuleDefinition definition, Instant activatedAt) -> {
                List<ListedRule> more = new ArrayList<>(rules);
                more.add(new ListedRule(id, definition, activatedAt));
                yield new RuleList(more);
            }
            case RuleChanged(String id, RuleDefinition definition, Instant activatedAt) ->
                replace(id, rule -> new ListedRule(id, definition, activatedAt));
            case RuleActivated(String id, Instant at) -> replace(id, rule -> new ListedRule(id, rule.definition(), at));
            case RuleDeactivated(String id) -> replace(id, rule -> new ListedRule(id, rule.definition(), null));
            case RuleDeleted(String id) ->
                new RuleList(
                        rules.stream().filter(rule -> !rule.id().equals(id)).toList());
            case RulesOrdered(List<String> ids) ->
                new RuleList(ids.stream().flatMap(id -> find(id).stream()).toList());
        };
    }

    private RuleList replace(String id, UnaryOperator<ListedRule> change) {
        return new RuleList(rules.stream()
                .map(rule -> rule.id().equals(id) ? change.apply(rule) : rule)
                .toList());
    }
}
