package dev.sequences.contracts.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree of conditions: a group has {@code all} or {@code any}, a leaf has {@code field} and {@code op}.
 *
 * @param all true when every part is true
 * @param any true when at least one part is true
 * @param related of a group: the related record that its leaves refer to
 * @param field name of the field
 * @param op how to compare: equals, not-equals, contains, not-contains, begins-with, ends-with, has-data, no-data, gt, gte, lt, lte, on, on-or-before, on-or-after, in-last-days, in-next-days, any-of or none-of; more may come
 * @param value text, number, boolean or a list of them; missing for has-data and no-data
 */
public record ConditionV1(
        @Nullable List<ConditionV1> all,
        @Nullable List<ConditionV1> any,
        @Nullable String related,
        @Nullable String field,
        @Nullable String op,
        @Nullable Object value) {}
