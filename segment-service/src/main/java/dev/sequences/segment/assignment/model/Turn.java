package dev.sequences.segment.assignment.model;

import java.time.Instant;

/**
 * The last assignment of a seller.
 *
 * @param number grows with every assignment; the order of the round robin
 * @param at when, for display
 */
public record Turn(long number, Instant at) {}
