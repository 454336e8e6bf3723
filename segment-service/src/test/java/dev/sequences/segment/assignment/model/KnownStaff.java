package dev.sequences.segment.assignment.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sellers and teams of a test. */
final class KnownStaff implements Staff {

    final Map<String, SellerState> sellers = new LinkedHashMap<>();
    final Map<String, TeamState> teams = new LinkedHashMap<>();
    final Map<String, Turn> turnsOfRules = new LinkedHashMap<>();

    @Override
    public Collection<SellerState> sellers() {
        return sellers.values();
    }

    @Override
    public SellerState seller(String id) {
        return sellers.get(id);
    }

    @Override
    public Collection<TeamState> teams() {
        return teams.values();
    }

    @Override
    public TeamState team(String id) {
        return teams.get(id);
    }

    @Override
    public Turn lastAssigned(String ruleId, String sellerId) {
        return turnsOfRules.get(ruleId + " " + sellerId);
    }
}
