package dev.sequences.segment.assignment.rules;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Fields;
import dev.sequences.segment.assignment.model.rule.RuleDefinition;
import dev.sequences.segment.assignment.model.rule.RuleDefinition.MatchDefinition;
import dev.sequences.segment.assignment.model.rule.RuleList;
import dev.sequences.segment.assignment.model.rule.RuleList.ListedRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Request and response bodies of the assignment rules API. */
public final class RuleRequests {

    private RuleRequests() {}

    /** @param recordField compares with this field of the record instead of {@code value}; only equals and not-equals */
    public record MatchRequest(
            @Nullable String attribute,
            @Nullable String op,
            @Nullable Object value,
            @Nullable String recordField) {

        MatchDefinition definition() {
            return new MatchDefinition(
                    Objects.requireNonNullElse(attribute, ""), Objects.requireNonNullElse(op, ""), value, recordField);
        }
    }

    /**
     * An assignment rule.
     *
     * @param target any-seller (default), sellers, matching-sellers, teams or matching-teams
     * @param distribution round-robin (default) or load-balancing
     * @param roundRobinScope organization (default) or rule
     * @param severalTeams none (default) or random
     * @param active default true
     */
    public record RuleRequest(
            @Nullable String name,
            @Nullable Map<String, Object> conditions,
            @Nullable Integer createdWithinHours,
            @Nullable String target,
            @Nullable List<@Nullable String> sellers,
            @Nullable List<@Nullable String> teams,
            @Nullable List<@Nullable String> queues,
            @Nullable List<@Nullable MatchRequest> match,
            @Nullable String distribution,
            @Nullable String roundRobinScope,
            @Nullable Integer availableWithinHours,
            @Nullable Boolean respectCapacity,
            @Nullable String severalTeams,
            @Nullable Boolean active) {

        public RuleDefinition definition() {
            if ((queues != null && !queues.isEmpty()) || "queues".equals(target)) {
                throw Problem.rule(
                        "queues-not-supported",
                        "target",
                        "Queues do not exist in this release.",
                        "Use a team as the target.");
            }
            return new RuleDefinition(
                    name == null ? "" : name.strip(),
                    conditions,
                    createdWithinHours,
                    Objects.requireNonNullElse(target, "any-seller"),
                    texts(sellers),
                    texts(teams),
                    match == null
                            ? List.of()
                            : match.stream().map(RuleRequest::match).toList(),
                    Objects.requireNonNullElse(distribution, "round-robin"),
                    Objects.requireNonNullElse(roundRobinScope, "organization"),
                    availableWithinHours,
                    Boolean.TRUE.equals(respectCapacity),
                    Objects.requireNonNullElse(severalTeams, "none"));
        }

        private static MatchDefinition match(@Nullable MatchRequest request) {
            return request == null ? new MatchDefinition("", "", null, null) : request.definition();
        }

        private static List<String> texts(@Nullable List<@Nullable String> texts) {
            return texts == null
                    ? List.of()
                    : texts.stream()
                            .map(text -> Objects.requireNonNullElse(text, ""))
                            .distinct()
                            .toList();
        }
    }

    /**
     * A simulation.
     *
     * @param rules rules to use, in their order; null or missing for the active ones of the segment
     * @param from records that joined at or after this time
     * @param to records that joined before this time; default now
     */
    record SimulateRequest(
            @Nullable String segmentId,
            @Nullable List<@Nullable RuleRequest> rules,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** @param name name of the copy */
    record CopyRequest(@Nullable String name) {}

    record OrderRequest(@Nullable List<@Nullable String> ruleIds) {}

    /** @param activatedAt null while inactive */
    public record RuleBody(
            String id,
            String segmentId,
            String name,
            @Nullable Map<String, Object> conditions,
            @Nullable Integer createdWithinHours,
            String target,
            List<String> sellers,
            List<String> teams,
            List<MatchDefinition> match,
            String distribution,
            String roundRobinScope,
            @Nullable Integer availableWithinHours,
            boolean respectCapacity,
            String severalTeams,
            String status,
            @Nullable Instant activatedAt) {

        static RuleBody of(String segmentId, ListedRule rule) {
            RuleDefinition d = rule.definition();
            return new RuleBody(
                    rule.id(),
                    segmentId,
                    d.name(),
                    d.conditions(),
                    d.createdWithinHours(),
                    d.target(),
                    d.sellers(),
                    d.teams(),
                    d.match(),
                    d.distribution(),
                    d.roundRobinScope(),
                    d.availableWithinHours(),
                    d.respectCapacity(),
                    d.severalTeams(),
                    rule.isActive() ? "active" : "inactive",
                    rule.activatedAt());
        }
    }

    /** All rules in their order. */
    record RulesBody(List<RuleBody> items, @Nullable String next) {

        static RulesBody of(String segmentId, RuleList list) {
            return new RulesBody(
                    list.rules().stream()
                            .map(rule -> RuleBody.of(segmentId, rule))
                            .toList(),
                    null);
        }
    }

    private static final List<String> PATCHABLE = List.of(
            "name",
            "conditions",
            "createdWithinHours",
            "target",
            "sellers",
            "teams",
            "match",
            "distribution",
            "roundRobinScope",
            "availableWithinHours",
            "respectCapacity",
            "severalTeams");

    /** Returns the fields of the rule with those of the patch; the result is read like a request. */
    static Map<String, @Nullable Object> patched(Map<String, @Nullable Object> current, Map<String, Object> patch) {
        for (String name : patch.keySet()) {
            if (!PATCHABLE.contains(name)) {
                throw Problem.unreadable(
                        "unknown-field",
                        Fields.shortened(name),
                        "Field '" + Fields.shortened(name) + "' is unknown.",
                        "Remove it. Known fields are: " + String.join(", ", new TreeSet<>(PATCHABLE)) + ".");
            }
        }
        Map<String, @Nullable Object> fields = new HashMap<>(current);
        fields.putAll(patch);
        return fields;
    }

    static List<String> ids(@Nullable List<@Nullable String> ids) {
        List<String> list = new ArrayList<>();
        if (ids != null) {
            ids.forEach(id -> list.add(Objects.requireNonNullElse(id, "")));
        }
        return list;
    }
}
