package dev.sequences.segment.assignment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.language.condition.Operator;
import dev.sequences.language.condition.RecordValues;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares decisions with those of a decider that eliminates sellers one test after the other, without streams or shared code. */
class RandomRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-06T10:00:00Z");
    private static final EvaluationTime TIME = new EvaluationTime(NOW, ZoneOffset.UTC);
    private static final List<String> CITIES = List.of("Wien", "Graz", "Linz");

    private final Random random = new Random(20261201);

    @Test
    void agreesWithANaiveDecider() {
        Set<String> outcomes = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            KnownStaff staff = staff();
            List<Rule> rules = new ArrayList<>();
            int count = random.nextInt(4);
            for (int r = 0; r < count; r++) {
                rules.add(rule("R" + r));
            }
            String city = CITIES.get(random.nextInt(CITIES.size()));
            Instant created = NOW.minus(Duration.ofHours(random.nextInt(6)));
            AssignableRecord record = new AssignableRecord(
                    RecordValues.of(Map.of("city", city), Map.of(), Map.of()), created, created, random.nextLong());
            Decision decision = Assignment.decide(rules, record, staff, TIME);
            String expected = naive(rules, city, record, staff);
            String actual = decision.reason() == null
                    ? decision.assigneeId()
                    : decision.reason().code();
            assertThat(actual).as("%s of %s", decision, rules).isEqualTo(expected);
            outcomes.add(decision.reason() == null ? decision.team() ? "team" : "seller" : expected);
            if (decision.assigneeId() != null) {
                assertThat(decision.candidates().stream()
                                .filter(Candidate::eligible)
                                .map(Candidate::id))
                        .contains(decision.assigneeId());
            }
        }
        assertThat(outcomes)
                .contains(
                        "seller",
                        "team",
                        "no-rule-matches",
                        "no-seller-matches",
                        "no-capacity",
                        "no-availability",
                        "record-too-old",
                        "several-teams",
                        "no-team",
                        "seller-lacks-permission");
    }

    private KnownStaff staff() {
        KnownStaff staff = new KnownStaff();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            String id = "s" + i;
            staff.sellers.put(
                    id,
                    new SellerState(
                            id,
                            Map.of("city", List.of(CITIES.get(random.nextInt(CITIES.size())))),
                            random.nextInt(4) > 0,
                            random.nextInt(4) == 0 ? null : random.nextInt(4),
                            random.nextInt(5),
                            NOW.plus(Duration.ofHours(random.nextInt(3) * 20L)),
                            random.nextInt(4) == 0 ? null : new Turn(random.nextInt(8), NOW)));
            if (random.nextBoolean()) {
                staff.turnsOfRules.put("R0 " + id, new Turn(random.nextInt(8), NOW));
            }
        }
        for (String id : List.of("t1", "t2")) {
            if (random.nextBoolean()) {
                staff.teams.put(
                        id,
                        new TeamState(
                                id,
                                Map.of("city", List.of(CITIES.get(random.nextInt(CITIES.size())))),
                                random.nextInt(4) > 0));
            }
        }
        return staff;
    }

    private Rule rule(String id) {
        Target target = Target.values()[random.nextInt(Target.values().length)];
        List<Match> match = random.nextBoolean()
                ? List.of()
                : List.of(
                        random.nextBoolean()
                                ? new Match("city", Operator.EQUALS, null, "city")
                                : new Match("city", Operator.NOT_EQUALS, "Wien", null));
        return new Rule(
                id,
                random.nextBoolean()
                        ? new Condition.All(List.of())
                        : Condition.Leaf.of("city", Operator.EQUALS, CITIES.get(random.nextInt(CITIES.size()))),
                random.nextInt(3) > 0 ? null : 1 + random.nextInt(5),
                target,
                target == Target.SELLERS ? List.of("s0", "s3", "gone") : List.of("t1", "t2", "gone"),
                match,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3) == 0 ? null : 10 + random.nextInt(30),
                random.nextBoolean(),
                random.nextBoolean(),
                NOW.minus(Duration.ofHours(4)));
    }

    private static String naive(List<Rule> rules, String city, AssignableRecord record, KnownStaff staff) {
        for (Rule rule : rules) {
            boolean concerns = rule.conditions() instanceof Condition.Leaf leaf
                    ? city.equals(leaf.value())
                    : rule.conditions() instanceof Condition.All;
            if (!concerns || record.changedAt().isBefore(rule.activatedAt())) {
                continue;
            }
            if (rule.createdWithinHours() != null
                    && Duration.between(record.createdAt(), NOW).compareTo(Duration.ofHours(rule.createdWithinHours()))
                            > 0) {
                return "record-too-old";
            }
            return rule.target() == Target.TEAMS || rule.target() == Target.MATCHING_TEAMS
                    ? naiveTeam(rule, city, record, staff)
                    : naiveSeller(rule, city, staff);
        }
        return "no-rule-matches";
    }

    private static boolean matches(Rule rule, Map<String, List<String>> attributes, String city) {
        String own = attributes.get("city").getFirst();
        for (Match match : rule.match()) {
            if (match.recordField() != null ? !own.equals(city) : own.equals("Wien")) {
                return false;
            }
        }
        return true;
    }

    private static String naiveTeam(Rule rule, String city, AssignableRecord record, KnownStaff staff) {
        List<String> left = new ArrayList<>();
        for (String id : List.of("t1", "t2")) {
            TeamState team = staff.teams.get(id);
            if (team != null && team.hasMembers() && matches(rule, team.attributes(), city)) {
                left.add(id);
            }
        }
        if (left.isEmpty()) {
            return "no-team";
        }
        if (left.size() == 2 && !rule.randomTeam()) {
            return "several-teams";
        }
        return left.size() == 1 || Math.floorMod(record.dice(), 2L) == 0 ? left.getFirst() : left.getLast();
    }

    private static String naiveSeller(Rule rule, String city, KnownStaff staff) {
        List<SellerState> left = new ArrayList<>();
        for (SellerState seller : staff.sellers.values()) {
            boolean chosen = rule.target() != Target.SELLERS || rule.ids().contains(seller.id());
            if (chosen && matches(rule, seller.attributes(), city)) {
                left.add(seller);
            }
        }
        if (left.isEmpty()) {
            return "no-seller-matches";
        }
        left.removeIf(seller -> !seller.assignable());
        if (left.isEmpty()) {
            return "seller-lacks-permission";
        }
        left.removeIf(seller ->
                rule.respectCapacity() && seller.capacity() != null && seller.capacity() <= seller.consumed());
        if (left.isEmpty()) {
            return "no-capacity";
        }
        long best = 0;
        if (rule.availableWithinHours() != null) {
            left.removeIf(
                    seller -> Duration.between(NOW, seller.availableFrom()).toHours() > rule.availableWithinHours());
            if (left.isEmpty()) {
                return "no-availability";
            }
            best = 9;
            for (SellerState seller : left) {
                best = Math.min(best, bucket(seller));
            }
            long first = best;
            left.removeIf(seller -> bucket(seller) != first);
        }
        SellerState winner = null;
        for (SellerState seller : left) {
            if (winner == null || precedes(rule, staff, seller, winner, rule.loadBalancing() && best == 0)) {
                winner = seller;
            }
        }
        return winner.id();
    }

    private static long bucket(SellerState seller) {
        long hours = Duration.between(NOW, seller.availableFrom()).toHours();
        return hours == 0 ? 0 : hours <= 24 ? 1 : 2;
    }

    private static boolean precedes(Rule rule, KnownStaff staff, SellerState a, SellerState b, boolean byCapacity) {
        if (byCapacity) {
            int left = a.capacity() == null ? 1_000 : a.capacity() - a.consumed();
            int right = b.capacity() == null ? 1_000 : b.capacity() - b.consumed();
            if (left != right) {
                return left > right;
            }
        }
        Turn first = rule.ownRoundRobin() ? staff.lastAssigned(rule.id(), a.id()) : a.lastAssigned();
        Turn second = rule.ownRoundRobin() ? staff.lastAssigned(rule.id(), b.id()) : b.lastAssigned();
        long one = first == null ? -1 : first.number();
        long other = second == null ? -1 : second.number();
        return one != other ? one < other : a.id().compareTo(b.id()) < 0;
    }
}
