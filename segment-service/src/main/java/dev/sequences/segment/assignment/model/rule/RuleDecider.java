package dev.sequences.segment.assignment.model.rule;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.assignment.model.rule.RuleCommand.ActivateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.ChangeRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.CreateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.DeactivateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.DeleteRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.OrderRules;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleActivated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleChanged;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleCreated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleDeactivated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleDeleted;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RulesOrdered;
import dev.sequences.segment.assignment.model.rule.RuleList.ListedRule;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** At most 10 rules of a segment are active, of at most 250. */
public final class RuleDecider implements Decider<RuleCommand, RuleList, RuleEvent> {

    static final int MAX_ACTIVE_RULES = 10;
    static final int MAX_RULES = 250;

    @Override
    public RuleList initial() {
        return RuleList.EMPTY;
    }

    @Override
    public Decision<RuleEvent> decide(RuleList list, RuleCommand command) {
        return switch (command) {
            case CreateRule create -> create(list, create);
            case ChangeRule change -> withRule(list, change.ruleId(), rule -> change(rule, change));
            case ActivateRule(String id, var at) ->
                withRule(list, id, rule -> {
                    if (rule.isActive()) {
                        return Decision.accept();
                    }
                    return list.activeRules() >= MAX_ACTIVE_RULES
                            ? Decision.refuse(tooManyActive())
                            : Decision.accept(new RuleActivated(id, at));
                });
            case DeactivateRule(String id) ->
                withRule(
                        list,
                        id,
                        rule -> rule.isActive() ? Decision.accept(new RuleDeactivated(id)) : Decision.accept());
            case DeleteRule(String id) ->
                list.find(id).isPresent() ? Decision.accept(new RuleDeleted(id)) : Decision.accept();
            case OrderRules(List<String> ids) -> order(list, ids);
        };
    }

    private static Decision<RuleEvent> create(RuleList list, CreateRule create) {
        ListedRule existing = list.find(create.ruleId()).orElse(null);
        if (existing != null) {
            return existing.definition().equals(create.definition())
                    ? Decision.accept()
                    : Decision.refuse(Refusal.conflict(
                            "rule-exists", "An assignment rule with this id already exists.", "Use another id."));
        }
        if (list.rules().size() >= MAX_RULES) {
            return Decision.refuse(Refusal.conflict(
                    "too-many-rules",
                    "The limit of " + MAX_RULES + " assignment rules per segment is reached.",
                    "Delete a rule that is no longer needed."));
        }
        if (create.active() && list.activeRules() >= MAX_ACTIVE_RULES) {
            return Decision.refuse(tooManyActive());
        }
        return checked(
                create.definition(),
                new RuleCreated(create.ruleId(), create.definition(), create.active() ? create.at() : null));
    }

    private static Decision<RuleEvent> change(ListedRule rule, ChangeRule change) {
        return change.definition().equals(rule.definition())
                ? Decision.accept()
                : checked(
                        change.definition(),
                        new RuleChanged(rule.id(), change.definition(), rule.isActive() ? change.at() : null));
    }

    private static Decision<RuleEvent> order(RuleList list, List<String> ids) {
        boolean same = ids.size() == list.rules().size()
                && new HashSet<>(ids)
                        .equals(new HashSet<>(
                                list.rules().stream().map(ListedRule::id).toList()));
        if (!same) {
            return Decision.refuse(Refusal.rule(
                    "order-incomplete",
                    "ruleIds",
                    "The order does not name every rule of the segment exactly once.",
                    "Read the rules again and send all their ids."));
        }
        return list.rules().stream().map(ListedRule::id).toList().equals(ids)
                ? Decision.accept()
                : Decision.accept(new RulesOrdered(ids));
    }

    private static Decision<RuleEvent> withRule(
            RuleList list, String id, Function<ListedRule, Decision<RuleEvent>> decide) {
        return list.find(id)
                .map(decide)
                .orElseGet(() -> Decision.refuse(Refusal.unknown(
                        "assignment-rule-unknown",
                        "The segment has no such assignment rule.",
                        "Check the id, or list the rules of the segment.")));
    }

    private static Decision<RuleEvent> checked(RuleDefinition definition, RuleEvent event) {
        List<Refusal> refusals = RuleCheck.of(definition);
        return refusals.isEmpty() ? Decision.accept(event) : Decision.refuse(refusals);
    }

    private static Refusal tooManyActive() {
        return Refusal.conflict(
                "too-many-active-rules",
                "The limit of " + MAX_ACTIVE_RULES + " active assignment rules per segment is reached.",
                "Deactivate a rule, or create the new one with 'active': false.");
    }

    @Override
    public RuleList evolve(RuleList list, RuleEvent event) {
        return list.after(event);
    }
}
