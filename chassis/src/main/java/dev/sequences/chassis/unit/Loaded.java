package dev.sequences.chassis.unit;

/**
 * An aggregate as of now.
 *
 * @param version number of events in the stream; 0 means that it does not exist
 */
public record Loaded<S>(S state, long version) {}
