package dev.sequences.segment.assignment;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.language.calendar.OpeningHours;
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

    /** Empty if no rule looks at working time. */
    private final Map<String, OpeningHours> openTimes = new HashMap<>();

    /**
     * Reads the staff.
     *
     * @param rules the rules that decide; parts that none of them needs are not read
     * @param recordTypes types whose records count
     */
    CurrentStaff(
            Connection connection,
            Map<String, Seller> known,
            OpenTimes calendars,
            Collection<Rule> rules,
            Set<String> recordTypes,
            Instant now) {
        boolean usesTime = rules.stream().anyMatch(rule -> rule.availableWithinHours() != null);
        Map<String, SellerLoad> loads = Loads.read(connection);
        known.forEach((id, seller) -> {
            SellerLoad load = loads.getOrDefault(id, SellerLoad.NONE);
            if (usesTime) {
                openTimes.put(id, calendars.of(seller.calendar()));
            }
            sellers.put(
                    id,
                    new SellerState(
                            id,
                            seller.profile().attributes(),
                            seller.profile().assignable(),
                            seller.profile().capacity(),
                            load.consumed(recordTypes),
                            availableFrom(id, now),
                            load.lastAssigned(recordTypes)));
        });
        if (rules.stream().anyMatch(rule -> rule.target().isTeam())) {
            readTeams(connection, known);
        }
        this.ruleTurns = Loads.ruleTurns(
                connection,
                rules.stream().filter(Rule::ownRoundRobin).map(Rule::id).toList());
    }

    private Instant availableFrom(String sellerId, Instant now) {
        OpeningHours hours = openTimes.get(sellerId);
        return hours == null ? now : hours.nextOpen(now);
    }

    /** Moves to a later time; sellers who are not available until then keep the time from which they are. */
    void advance(Instant now) {
        sellers.replaceAll((id, seller) -> seller.availableFrom().isAfter(now)
                ? seller
                : new SellerState(
                        id,
                        seller.attributes(),
                        seller.assignable(),
                        seller.capacity(),
                        seller.consumed(),
                        availableFrom(id, now),
                        seller.lastAssigned()));
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
