package dev.sequences.segment.assignment.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.language.condition.Operator;
import dev.sequences.language.condition.RecordValues;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors of domain rules 7.6 to 7.10 (T59 to T64, T66), as a table: {@code assignment/vectors.json}. */
class AssignmentVectorsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-06");

    @TestFactory
    Stream<DynamicTest> decidesAsInTheTable() throws IOException {
        try (InputStream table = AssignmentVectorsTest.class.getResourceAsStream("/assignment/vectors.json")) {
            List<JsonNode> vectors = new ArrayList<>();
            Json.MAPPER.readTree(table).forEach(vectors::add);
            return vectors.stream()
                    .map(vector -> DynamicTest.dynamicTest(vector.path("name").asText(), () -> new Run(vector).play()));
        }
    }

    private static Instant at(JsonNode time) {
        return DAY.atTime(LocalTime.parse(time.asText())).toInstant(ZoneOffset.UTC);
    }

    private static Instant at(JsonNode step, String field, Instant otherwise) {
        return step.has(field) ? at(step.path(field)) : otherwise;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static Map<String, List<String>> attributes(JsonNode node) {
        Map<String, List<String>> attributes = new HashMap<>();
        node.path("attributes").properties().forEach(one -> attributes.put(one.getKey(), texts(one.getValue())));
        return attributes;
    }

    private static Rule rule(JsonNode rule) {
        JsonNode conditions = rule.path("conditions");
        Condition condition = conditions.isMissingNode()
                ? new Condition.All(List.of())
                : ConditionReader.read(Json.MAPPER.convertValue(conditions, Object.class), "conditions")
                        .orThrow();
        List<Match> match = new ArrayList<>();
        rule.path("match")
                .forEach(one -> match.add(new Match(
                        one.path("attribute").asText(),
                        Operator.named(one.path("op").asText()).orElseThrow(),
                        one.has("value") ? Json.MAPPER.convertValue(one.path("value"), Object.class) : null,
                        one.has("recordField") ? one.path("recordField").asText() : null)));
        return new Rule(
                rule.path("id").asText(),
                condition,
                rule.has("createdWithinHours") ? rule.path("createdWithinHours").asInt() : null,
                Target.of(rule.path("target").asText("any-seller")).orElseThrow(),
                texts(rule.path("ids")),
                match,
                rule.path("loadBalancing").asBoolean(),
                rule.path("ownRoundRobin").asBoolean(),
                rule.has("availableWithinHours")
                        ? rule.path("availableWithinHours").asInt()
                        : null,
                rule.path("respectCapacity").asBoolean(),
                rule.path("randomTeam").asBoolean(),
                rule.has("activatedAt") ? at(rule.path("activatedAt")) : Instant.EPOCH);
    }

    /** Folds the steps of one vector. */
    private static final class Run {

        private final JsonNode vector;
        private final List<String> types;
        private final Map<String, Map<String, SellerLoad.OfType>> loads = new HashMap<>();
        private final KnownStaff staff = new KnownStaff();
        private long turn = 1_000_000;

        Run(JsonNode vector) {
            this.vector = vector;
            this.types = vector.has("typesWithRules") ? texts(vector.path("typesWithRules")) : List.of("lead");
            vector.path("sellers").properties().forEach(seller -> {
                Map<String, SellerLoad.OfType> load = new HashMap<>();
                seller.getValue()
                        .path("owns")
                        .properties()
                        .forEach(type -> load.put(
                                type.getKey(),
                                new SellerLoad.OfType(type.getValue().asInt(), null)));
                if (seller.getValue().has("last")) {
                    Instant last = at(seller.getValue().path("last"));
                    int active = load.containsKey("lead") ? load.get("lead").active() : 0;
                    load.put("lead", new SellerLoad.OfType(active, new Turn(minutes(last), last)));
                }
                loads.put(seller.getKey(), load);
            });
            vector.path("teams")
                    .properties()
                    .forEach(team -> staff.teams.put(
                            team.getKey(),
                            new TeamState(
                                    team.getKey(),
                                    attributes(team.getValue()),
                                    team.getValue().path("hasMembers").asBoolean(true))));
        }

        private static long minutes(Instant at) {
            return Duration.between(DAY.atStartOfDay(ZoneOffset.UTC).toInstant(), at)
                    .toMinutes();
        }

        void play() {
            Instant now = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
            for (JsonNode step : vector.path("steps")) {
                now = at(step, "at", now);
                if (step.has("assign")) {
                    assign(step, now);
                } else if (step.has("byHand")) {
                    gains(step.path("seller").asText(), step.path("byHand").asText(), now);
                } else if (step.has("closes")) {
                    loads.get(step.path("closes").asText())
                            .merge(
                                    "lead",
                                    new SellerLoad.OfType(-step.path("count").asInt(), null),
                                    (a, b) -> new SellerLoad.OfType(a.active() + b.active(), a.lastAssigned()));
                } else {
                    Decision next = decide(step, now);
                    assertThat(next.candidates().stream().map(Candidate::id))
                            .as("%s", step)
                            .containsExactlyElementsOf(texts(step.path("order")));
                }
            }
        }

        private void gains(String seller, String type, Instant now) {
            loads.get(seller)
                    .merge(
                            type,
                            new SellerLoad.OfType(1, new Turn(turn, now)),
                            (a, b) -> new SellerLoad.OfType(a.active() + b.active(), b.lastAssigned()));
            turn++;
        }

        private Decision decide(JsonNode step, Instant now) {
            vector.path("sellers").properties().forEach(seller -> {
                SellerLoad load = new SellerLoad(loads.get(seller.getKey()));
                JsonNode is = seller.getValue();
                staff.sellers.put(
                        seller.getKey(),
                        new SellerState(
                                seller.getKey(),
                                attributes(is),
                                is.path("assignable").asBoolean(true),
                                is.has("capacity") ? is.path("capacity").asInt() : null,
                                load.consumed(types),
                                now.plus(Duration.ofHours(is.path("availableIn").asLong())),
                                load.lastAssigned(types)));
            });
            List<Rule> rules = new ArrayList<>();
            vector.path("rules").forEach(one -> {
                if (!step.has("rule") || step.path("rule").equals(one.path("id"))) {
                    rules.add(rule(one));
                }
            });
            Map<String, Object> fields = new HashMap<>();
            step.path("fields")
                    .properties()
                    .forEach(one -> fields.put(one.getKey(), one.getValue().asText()));
            return Assignment.decide(
                    rules,
                    new AssignableRecord(
                            RecordValues.of(fields, Map.of(), Map.of()),
                            at(step, "createdAt", now),
                            at(step, "changedAt", now),
                            step.path("dice").asLong()),
                    staff,
                    new EvaluationTime(now, ZoneOffset.UTC));
        }

        private void assign(JsonNode step, Instant now) {
            Decision decision = decide(step, now);
            if (step.has("reason")) {
                assertThat(decision.assigneeId()).as("%s", step).isNull();
                assertThat(decision.reason().code())
                        .as("%s", step)
                        .isEqualTo(step.path("reason").asText());
                return;
            }
            assertThat(decision.reason()).as("%s", step).isNull();
            assertThat(decision.team()).isEqualTo(step.has("team"));
            assertThat(decision.assigneeId())
                    .as("%s: %s", step, decision)
                    .isEqualTo(step.path(step.has("team") ? "team" : "to").asText());
            if (step.has("bucket")) {
                assertThat(decision.bucket()).isEqualTo(step.path("bucket").asInt());
            }
            if (step.has("available")) {
                assertThat(decision.candidates().getFirst().available())
                        .as("%s", step)
                        .isEqualTo(step.path("available").asInt());
            }
            if (!decision.team()) {
                staff.turnsOfRules.put(decision.ruleId() + " " + decision.assigneeId(), new Turn(turn, now));
                gains(decision.assigneeId(), step.path("assign").asText(), now);
            }
        }
    }
}
