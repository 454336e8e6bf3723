package dev.sequences.contracts.seller;

import dev.sequences.contracts.ContractEvent;
import java.util.List;
import java.util.Map;

/**
 * The data of a team changed. Carries the complete current state.
 *
 * @param teamId the team
 * @param name for display
 * @param members ids of sellers, and of teams whose members belong to this team as well
 * @param attributes values by attribute, e.g. region
 */
public record TeamChangedV1(String teamId, String name, List<String> members, Map<String, List<String>> attributes)
        implements ContractEvent {}
