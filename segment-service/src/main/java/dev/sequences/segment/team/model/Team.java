package dev.sequences.segment.team.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** State of a team. */
public sealed interface Team {

    /** Never set. */
    record Unknown() implements Team {}

    /** Exists with this profile. */
    record Known(Profile profile) implements Team {}

    /**
     * What managers know about a team.
     *
     * @param members ids of sellers, and of teams whose members belong to this team as well
     * @param attributes values by attribute, e.g. region: dach
     */
    record Profile(String name, List<String> members, Map<String, List<String>> attributes) {

        public Profile {
            members = List.copyOf(members);
            Map<String, List<String>> copy = new TreeMap<>();
            attributes.forEach((attribute, values) -> copy.put(attribute, List.copyOf(values)));
            attributes = Collections.unmodifiableMap(copy);
        }
    }
}
