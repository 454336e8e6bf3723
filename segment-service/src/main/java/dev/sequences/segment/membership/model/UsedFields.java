package dev.sequences.segment.membership.model;

import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.Operator;
import dev.sequences.language.condition.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the conditions of a record type's segments read. A change of other fields causes no evaluation (T57).
 *
 * @param dependOnTime a condition compares with the current day, so that every change is an opportunity to evaluate it
 */
public record UsedFields(Set<String> names, boolean dependOnTime) {

    public UsedFields {
        names = Set.copyOf(names);
    }

    /** Returns the fields of all segments, since an inactive one keeps its members. */
    public static UsedFields of(List<LiveSegment> segments) {
        Set<String> names = new HashSet<>(Set.of("active"));
        boolean dependOnTime = false;
        for (LiveSegment segment : segments) {
            for (Leaf leaf : segment.conditions().leaves().toList()) {
                names.add(leaf.field());
                dependOnTime |= leaf.operator() == Operator.IN_LAST_DAYS || leaf.operator() == Operator.IN_NEXT_DAYS;
            }
            segment.conditions().relations().map(Relation::new).forEach(relation -> {
                names.add(relation.idField());
                names.add(relation.typeField());
            });
        }
        return new UsedFields(names, dependOnTime);
    }

    /** @param changed names of the changed fields; null for a created record */
    public boolean concern(@Nullable Set<String> changed) {
        return changed == null
                || (!changed.isEmpty() && dependOnTime)
                || changed.stream().anyMatch(names::contains);
    }
}
