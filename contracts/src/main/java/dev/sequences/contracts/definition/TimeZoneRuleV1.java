package dev.sequences.contracts.definition;

import org.jspecify.annotations.Nullable;

/**
 * Whose local time counts for the send window and the holidays.
 *
 * @param rule record, assignee, organisation or fixed; more may come
 * @param zone with {@code fixed}: name of the zone, e.g. {@code Europe/Vienna}
 */
public record TimeZoneRuleV1(String rule, @Nullable String zone) {}
