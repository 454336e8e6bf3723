package dev.sequences.segment.assignment.model;

import dev.sequences.language.condition.EvaluationTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets a record (domain rules 7.6 to 7.10). The first rule that concerns the record decides, even if no seller can get the record.
 * Order of the tests: age of the record, match, permission, capacity, availability, distribution.
 */
public final class Assignment {

    private static final Duration BUCKET = Duration.ofHours(24);

    private Assignment() {}

    /** @param rules active rules of the segment in their order */
    public static Decision decide(List<Rule> rules, AssignableRecord record, Staff staff, EvaluationTime time) {
        for (Rule rule : rules) {
            if (!record.changedAt().isBefore(rule.activatedAt())
                    && rule.conditions().holds(record.values(), time)) {
                return decide(rule, record, staff, time);
            }
        }
        return Decision.failed(Reason.NO_RULE_MATCHES);
    }

    private static Decision decide(Rule rule, AssignableRecord record, Staff staff, EvaluationTime time) {
        Integer hours = rule.createdWithinHours();
        if (hours != null && record.createdAt().isBefore(time.now().minus(Duration.ofHours(hours)))) {
            return Decision.failed(rule.id(), Reason.RECORD_TOO_OLD, List.of());
        }
        List<Match.Test> tests = rule.match().stream()
                .map(match -> match.forRecord(record.values(), time))
                .toList();
        return rule.target().isTeam() ? team(rule, record, staff, tests) : new Sellers(rule, staff, time).decide(tests);
    }

    private static Decision team(Rule rule, AssignableRecord record, Staff staff, List<Match.Test> tests) {
        Stream<TeamState> teams = rule.target() == Target.TEAMS
                ? rule.ids().stream().distinct().map(staff::team).filter(Objects::nonNull)
                : staff.teams().stream();
        List<Candidate> candidates = new ArrayList<>();
        List<TeamState> eligible = new ArrayList<>();
        teams.sorted(Comparator.comparing(TeamState::id)).forEach(team -> {
            String rejectedBy = !tests.stream().allMatch(test -> test.holds(team.attributes()))
                    ? "match"
                    : team.hasMembers() ? null : "members";
            candidates.add(new Candidate(team.id(), rejectedBy == null, null, null, null, rejectedBy));
            if (rejectedBy == null) {
                eligible.add(team);
            }
        });
        candidates.sort(Comparator.comparing(Candidate::eligible).reversed().thenComparing(Candidate::id));
        if (eligible.isEmpty()) {
            return Decision.failed(rule.id(), Reason.NO_TEAM, candidates);
        }
        if (eligible.size() > 1 && !rule.randomTeam()) {
            return Decision.failed(rule.id(), Reason.SEVERAL_TEAMS, candidates);
        }
        TeamState winner = eligible.get((int) Math.floorMod(record.dice(), (long) eligible.size()));
        String wonBy = eligible.size() == 1 ? "only-candidate" : "random";
        return new Decision(rule.id(), true, winner.id(), null, null, wonBy, candidates);
    }

    /** The decision among sellers. */
    private static final class Sellers {

        private final Rule rule;
        private final Staff staff;
        private final Instant now;
        private final List<Candidate> rejected = new ArrayList<>();

        Sellers(Rule rule, Staff staff, EvaluationTime time) {
            this.rule = rule;
            this.staff = staff;
            this.now = time.now();
        }

        Decision decide(List<Match.Test> tests) {
            List<SellerState> sellers = targeted()
                    .filter(seller ->
                            passes(seller, tests.stream().allMatch(test -> test.holds(seller.attributes())), "match"))
                    .toList();
            if (sellers.isEmpty()) {
                return failed(Reason.NO_SELLER_MATCHES);
            }
            sellers = sellers.stream()
                    .filter(seller -> passes(seller, seller.assignable(), "assignable"))
                    .toList();
            if (sellers.isEmpty()) {
                return failed(Reason.SELLER_LACKS_PERMISSION);
            }
            sellers = sellers.stream()
                    .filter(seller -> passes(seller, hasCapacity(seller), "capacity"))
                    .toList();
            if (sellers.isEmpty()) {
                return failed(Reason.NO_CAPACITY);
            }
            sellers = sellers.stream()
                    .filter(seller -> passes(seller, isAvailable(seller), "availability"))
                    .toList();
            if (sellers.isEmpty()) {
                return failed(Reason.NO_AVAILABILITY);
            }
            int bucket = sellers.stream().mapToInt(this::bucket).min().orElse(0);
            List<SellerState> ordered = sellers.stream()
                    .filter(seller -> passes(seller, bucket(seller) == bucket, "later-bucket"))
                    .sorted(distribution(bucket))
                    .toList();
            List<Candidate> candidates = new ArrayList<>();
            ordered.forEach(seller -> candidates.add(candidate(seller, shown(seller), null)));
            rejected.sort(Comparator.comparing(Candidate::id));
            candidates.addAll(rejected);
            return new Decision(
                    rule.id(),
                    false,
                    ordered.getFirst().id(),
                    null,
                    shown(ordered.getFirst()),
                    wonBy(ordered, bucket),
                    candidates);
        }

        private String wonBy(List<SellerState> ordered, int bucket) {
            if (ordered.size() == 1) {
                return "only-candidate";
            }
            boolean byCapacity = rule.loadBalancing()
                    && bucket == 0
                    && !Objects.equals(
                            ordered.get(0).available(), ordered.get(1).available());
            return byCapacity ? "load-balancing" : "round-robin";
        }

        private Stream<SellerState> targeted() {
            return rule.target() == Target.SELLERS
                    ? rule.ids().stream().distinct().map(staff::seller).filter(Objects::nonNull)
                    : staff.sellers().stream();
        }

        private boolean passes(SellerState seller, boolean passed, String test) {
            if (!passed) {
                Integer bucket = test.equals("later-bucket") ? shown(seller) : null;
                rejected.add(candidate(seller, bucket, test));
            }
            return passed;
        }

        private boolean hasCapacity(SellerState seller) {
            Integer available = seller.available();
            return !rule.respectCapacity() || available == null || available > 0;
        }

        private boolean isAvailable(SellerState seller) {
            Integer hours = rule.availableWithinHours();
            return hours == null || !seller.availableFrom().isAfter(now.plus(Duration.ofHours(hours)));
        }

        /** The bucket of availability; one for all sellers if the rule ignores working time. */
        private int bucket(SellerState seller) {
            if (rule.availableWithinHours() == null || !seller.availableFrom().isAfter(now)) {
                return 0;
            }
            long seconds = Duration.between(now, seller.availableFrom()).toSeconds();
            return (int) Math.max(1, Math.ceilDiv(seconds, BUCKET.toSeconds()));
        }

        private @Nullable Integer shown(SellerState seller) {
            return rule.availableWithinHours() == null ? null : Integer.valueOf(bucket(seller));
        }

        /** Round robin, also among those who are not available now; ties by id. */
        private Comparator<SellerState> distribution(int bucket) {
            Comparator<SellerState> roundRobin = Comparator.comparingLong((SellerState seller) -> {
                        Turn last = lastAssigned(seller);
                        return last == null ? Long.MIN_VALUE : last.number();
                    })
                    .thenComparing(SellerState::id);
            if (!rule.loadBalancing() || bucket > 0) {
                return roundRobin;
            }
            return Comparator.comparingInt((SellerState seller) -> {
                        Integer available = seller.available();
                        return available == null ? Integer.MAX_VALUE : available;
                    })
                    .reversed()
                    .thenComparing(roundRobin);
        }

        private @Nullable Turn lastAssigned(SellerState seller) {
            return rule.ownRoundRobin() ? staff.lastAssigned(rule.id(), seller.id()) : seller.lastAssigned();
        }

        private Candidate candidate(SellerState seller, @Nullable Integer bucket, @Nullable String rejectedBy) {
            Turn last = lastAssigned(seller);
            return new Candidate(
                    seller.id(),
                    rejectedBy == null,
                    seller.available(),
                    bucket,
                    last == null ? null : last.at(),
                    rejectedBy);
        }

        private Decision failed(Reason reason) {
            rejected.sort(Comparator.comparing(Candidate::id));
            return Decision.failed(rule.id(), reason, rejected);
        }
    }
}
