package dev.sequences.chassis.unit;

/**
 * State and version of an aggregate, including the changes of the current unit.
 *
 * @param version number of events in the stream; 0 if the aggregate does not exist
 */
public record Loaded<S>(S state, long version) {}
