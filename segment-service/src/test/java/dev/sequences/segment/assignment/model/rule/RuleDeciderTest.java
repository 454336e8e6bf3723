package dev.sequences.segment.assignment.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.segment.assignment.model.rule.RuleCommand.ActivateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.ChangeRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.CreateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.DeactivateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.DeleteRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.OrderRules;
import dev.sequences.segment.assignment.model.rule.RuleDefinition.MatchDefinition;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleActivated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleChanged;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleCreated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleDeactivated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleDeleted;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RulesOrdered;
import dev.sequences.testkit.spec.DeciderSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleDeciderTest {

    private static final Instant NOW = Instant.parse("2026-03-04T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-04T09:00:00Z");

    private final DeciderSpec<RuleCommand, RuleList, RuleEvent> spec = DeciderSpec.of(new RuleDecider());

    private static RuleDefinition rule(String name) {
        return rule(name, "any-seller", List.of(), List.of(), "round-robin");
    }

    private static RuleDefinition rule(
            String name, String target, List<String> sellers, List<MatchDefinition> match, String distribution) {
        return new RuleDefinition(
                name,
                Map.of("field", "city", "op", "equals", "value", "Wien"),
                null,
                target,
                sellers,
                List.of(),
                match,
                distribution,
                "organization",
                24,
                false,
                "none");
    }

    private static RuleCreated created(int number, boolean active) {
        return new RuleCreated("r" + number, rule("Rule " + number), active ? NOW : null);
    }

    private static List<RuleEvent> active(int count) {
        List<RuleEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(created(i, true));
        }
        return events;
    }

    @Test
    void createsActiveAndInactiveRules() {
        spec.givenNothing()
                .when(new CreateRule("r0", rule("Rule 0"), true, NOW))
                .then(created(0, true));
        spec.givenNothing()
                .when(new CreateRule("r0", rule("Rule 0"), false, NOW))
                .then(created(0, false));
        spec.given(created(0, true))
                .when(new CreateRule("r0", rule("Rule 0"), true, LATER))
                .then();
        spec.given(created(0, true))
                .when(new CreateRule("r0", rule("Other"), true, LATER))
                .thenRefused("rule-exists");
    }

    @Test
    void allowsTenActiveRules() {
        spec.given(active(10)).when(new CreateRule("r10", rule("R"), true, NOW)).thenRefused("too-many-active-rules");
        spec.given(active(10))
                .when(new CreateRule("r10", rule("R"), false, NOW))
                .then(new RuleCreated("r10", rule("R"), null));
        List<RuleEvent> eleven = active(10);
        eleven.add(created(10, false));
        spec.given(eleven).when(new ActivateRule("r10", NOW)).thenRefused("too-many-active-rules");
        eleven.add(new RuleDeactivated("r0"));
        spec.given(eleven).when(new ActivateRule("r10", LATER)).then(new RuleActivated("r10", LATER));
    }

    @Test
    void changesARuleForLaterRecordsOnly() {
        spec.given(created(0, true))
                .when(new ChangeRule("r0", rule("New"), LATER))
                .then(new RuleChanged("r0", rule("New"), LATER));
        spec.given(created(0, false))
                .when(new ChangeRule("r0", rule("New"), LATER))
                .then(new RuleChanged("r0", rule("New"), null));
        spec.given(created(0, true))
                .when(new ChangeRule("r0", rule("Rule 0"), LATER))
                .then();
        spec.given(created(0, true))
                .when(new ChangeRule("r1", rule("New"), LATER))
                .thenRefused("assignment-rule-unknown");
    }

    @Test
    void activatesDeactivatesAndDeletes() {
        spec.given(created(0, true)).when(new ActivateRule("r0", LATER)).then();
        spec.given(created(0, true)).when(new DeactivateRule("r0")).then(new RuleDeactivated("r0"));
        spec.given(created(0, false)).when(new DeactivateRule("r0")).then();
        spec.given(created(0, true)).when(new DeleteRule("r0")).then(new RuleDeleted("r0"));
        spec.given(created(0, true), new RuleDeleted("r0"))
                .when(new DeleteRule("r0"))
                .then();
    }

    @Test
    void ordersAllRules() {
        List<RuleEvent> three = active(3);
        spec.given(three)
                .when(new OrderRules(List.of("r2", "r0", "r1")))
                .then(new RulesOrdered(List.of("r2", "r0", "r1")));
        spec.given(three).when(new OrderRules(List.of("r0", "r1", "r2"))).then();
        spec.given(three).when(new OrderRules(List.of("r0", "r1"))).thenRefused("order-incomplete");
        spec.given(three).when(new OrderRules(List.of("r0", "r1", "r1"))).thenRefused("order-incomplete");
        three.add(new RulesOrdered(List.of("r2", "r0", "r1")));
        assertThat(spec.given(three).state().rules().stream().map(RuleList.ListedRule::id))
                .containsExactly("r2", "r0", "r1");
    }

    @Test
    void refusesInvalidRules() {
        refuses(rule(" "), "name-invalid");
        refuses(rule("R", "robots", List.of(), List.of(), "round-robin"), "target-unknown");
        refuses(rule("R", "sellers", List.of(), List.of(), "round-robin"), "sellers-missing");
        refuses(rule("R", "any-seller", List.of("a"), List.of(), "round-robin"), "sellers-superfluous");
        refuses(rule("R", "matching-sellers", List.of(), List.of(), "round-robin"), "match-missing");
        refuses(rule("R", "any-seller", List.of(), List.of(), "fair"), "value-unknown");
        MatchDefinition wien = new MatchDefinition("city", "equals", "Wien", null);
        refuses(rule("R", "matching-teams", List.of(), List.of(wien), "load-balancing"), "distribution-not-for-teams");
        refuses(
                rule("R", "any-seller", List.of(), List.of(wien, wien, wien, wien, wien, wien), "round-robin"),
                "too-many-matches");
        refuses(match(new MatchDefinition("", "equals", "x", null)), "attribute-malformed");
        refuses(match(new MatchDefinition("city", "is", "x", null)), "operator-unknown");
        refuses(match(new MatchDefinition("city", "contains", null, "city")), "operator-not-dynamic");
        refuses(match(new MatchDefinition("city", "equals", "x", "city")), "match-ambiguous");
        refuses(match(new MatchDefinition("city", "any-of", "x", null)), "value-not-a-list");
    }

    private static RuleDefinition match(MatchDefinition match) {
        return rule("R", "any-seller", List.of(), List.of(match), "round-robin");
    }

    private void refuses(RuleDefinition rule, String code) {
        spec.givenNothing().when(new CreateRule("r0", rule, true, NOW)).thenRefused(code);
    }
}
