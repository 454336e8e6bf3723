package dev.sequences.contracts.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tree of conditions: a group has {@code all} or {@code any}, a leaf has {@code field} and {@code op}.
 *
 * @param all every part holds
 * @param any at least one part holds
 * @param related of a group: the related record whose fields its leaves mean
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
