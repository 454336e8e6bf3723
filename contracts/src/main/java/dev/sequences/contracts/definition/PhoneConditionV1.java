package dev.sequences.contracts.definition;

import java.util.List;

/**
 * Settings of a condition on the result of the preceding phone call.
 *
 * @param results yes when the result is one of these
 */
public record PhoneConditionV1(List<String> results) {}
