package dev.sequences.language.condition;

import java.util.List;

/**
 * An answer and its reasons.
 *
 * @param reasons of a "yes": the comparisons that are satisfied and contribute; of a "no": those that are not satisfied
 */
public record Explanation(boolean holds, List<Reason> reasons) {}
