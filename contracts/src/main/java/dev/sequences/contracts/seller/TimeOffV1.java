package dev.sequences.contracts.seller;

/**
 * Whole days off.
 *
 * @param from first local day, e.g. {@code 2026-07-27}
 * @param to last local day
 */
public record TimeOffV1(String from, String to) {}
