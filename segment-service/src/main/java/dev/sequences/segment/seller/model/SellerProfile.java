package dev.sequences.segment.seller.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What managers know about a seller.
 *
 * @param teams ids of teams that the seller belongs to, in addition to those that name the seller as a member
 * @param attributes values by attribute, e.g. language: de, en
 * @param capacity maximum number of active records; null for no limit
 * @param assignable whether assignment rules may assign records to the seller
 */
public record SellerProfile(
        @Nullable String name,
        @Nullable String businessUnit,
        List<String> teams,
        Map<String, List<String>> attributes,
        @Nullable Integer capacity,
        boolean assignable) {

    /** Of a seller without a profile: gets no records from assignment rules. */
    public static final SellerProfile NONE = new SellerProfile(null, null, List.of(), Map.of(), null, false);

    /** Of a seller whom a manager sets for the first time, without naming anything: assignable. */
    public static final SellerProfile FIRST = new SellerProfile(null, null, List.of(), Map.of(), null, true);

    public SellerProfile {
        teams = List.copyOf(teams);
        Map<String, List<String>> copy = new TreeMap<>();
        attributes.forEach((attribute, values) -> copy.put(attribute, List.copyOf(values)));
        attributes = Collections.unmodifiableMap(copy);
    }

    /**
     * A change of several sellers; null keeps the value.
     *
     * @param attributes replaces the values of these attributes; an empty list removes the attribute
     */
    public record Patch(
            @Nullable String businessUnit,
            List<String> addTeams,
            List<String> removeTeams,
            Map<String, List<String>> attributes,
            @Nullable Integer capacity,
            @Nullable Boolean assignable) {}

    /** Returns the profile with the changes of a patch. A seller without a profile becomes assignable, as with the first profile. */
    public SellerProfile with(Patch patch) {
        List<String> changedTeams = new ArrayList<>(teams);
        changedTeams.removeAll(patch.removeTeams());
        patch.addTeams().stream().filter(team -> !changedTeams.contains(team)).forEach(changedTeams::add);
        Map<String, List<String>> changedAttributes = new HashMap<>(attributes);
        patch.attributes().forEach((attribute, values) -> {
            if (values.isEmpty()) {
                changedAttributes.remove(attribute);
            } else {
                changedAttributes.put(attribute, values);
            }
        });
        Boolean assignableOrKeep = patch.assignable();
        return new SellerProfile(
                name,
                patch.businessUnit() == null ? businessUnit : patch.businessUnit(),
                changedTeams,
                changedAttributes,
                patch.capacity() == null ? capacity : patch.capacity(),
                assignableOrKeep == null ? equals(NONE) || assignable : assignableOrKeep);
    }
}
