package dev.sequences.segment.assignment;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.assignment.Loads.TurnOf;
import dev.sequences.segment.assignment.model.Rule;
import dev.sequences.segment.assignment.model.SellerLoad;
import dev.sequences.segment.assignment.model.SellerState;
import dev.sequences.segment.assignment.model.Staff;
import dev.sequences.segment.assignment.model.TeamState;
import dev.sequences.segment.assignment.model.Turn;
import dev.sequences.segment.seller.OpenTimes;
import dev.sequences.segment.seller.SellerRows;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.team.TeamRows;
import dev.sequences.segment.team.model.TeamMembers;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sellers and teams during the decisions of one transaction: each decision changes the state that the next one sees. */
final class CurrentStaff implements Staff {

    private final Map<String, SellerState> sellers = new HashMap<>();
    private final Map<String, TeamState> teams = new HashMap<>();
    private final Map<TurnOf, Turn> ruleTurns;

    /**
     * Reads the staff.
     *
     * @param rules the rules that decide; parts that none of them needs are not read
     * @param recordTypes types whose records count
     */
    CurrentStaff(
            Connection connection,
            Map<String, Seller> known,
            OpenTimes openTimes,
            Collection<Rule> rules,
            Set<String> recordTypes,
            Instant now) {
        boolean usesTime = rules.stream().anyMatch(rule -> rule.availableWithinHours() != null);
        Map<String, SellerLoad> loads = Loads.read(connection);
        known.forEach((id, seller) -> {
            SellerLoad load = loads.getOrDefault(id, SellerLoad.NONE);
            sellers.put(
                    id,
                    new SellerState(
                            id,
                            seller.profile().attributes(),
                            seller.profile().assignable(),
                            seller.profile().capacity(),
                            load.consumed(recordTypes),
                            usesTime ? openTimes.of(seller.calendar()).nextOpen(now) : now,
                            load.lastAssigned(recordTypes)));
        });
        if (rules.stream().anyMatch(rule -> rule.target().isTeam())) {
            readTeams(connection, known);
        }
        this.ruleTurns = Loads.ruleTurns(
                connection,
                rules.stream().filter(Rule::ownRoundRobin).map(Rule::id).toList());
    }

    private void readTeams(Connection connection, Map<String, Seller> known) {
        Map<String, List<String>> members = TeamRows.members(connection);
        Rows.of(connection, "select id, attributes from team").forEach(row -> {
            String id = row.text("id");
            boolean hasMembers = !TeamMembers.of(id, members).isEmpty()
                    || known.values().stream()
                            .anyMatch(seller -> seller.profile().teams().contains(id));
            teams.put(id, new TeamState(id, SellerRows.attributes(row.text("attributes")), hasMembers));
        });
    }

    /** A record to decide about does not count for its owner during the decision. */
    void released(String sellerId) {
        sellers.computeIfPresent(sellerId, (id, seller) -> seller.withConsumed(seller.consumed() - 1));
    }

    /** The record stays with its owner. */
    void kept(String sellerId) {
        sellers.computeIfPresent(sellerId, (id, seller) -> seller.withConsumed(seller.consumed() + 1));
    }

    /** A rule assigns a record to this seller. */
    void assigned(String ruleId, String sellerId, Turn turn) {
        sellers.computeIfPresent(sellerId, (id, seller) -> seller.assigned(turn));
        ruleTurns.put(new TurnOf(ruleId, sellerId), turn);
    }

    @Override
    public Collection<SellerState> sellers() {
        return sellers.values();
    }

    @Override
    public @Nullable SellerState seller(String id) {
        return sellers.get(id);
    }

    @Override
    public Collection<TeamState> teams() {
        return teams.values();
    }

    @Override
    public @Nullable TeamState team(String id) {
        return teams.get(id);
    }

    @Override
    public @Nullable Turn lastAssigned(String ruleId, String sellerId) {
        return ruleTurns.get(new TurnOf(ruleId, sellerId));
    }
}
