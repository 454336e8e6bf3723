package dev.sequences.contracts.definition;

/**
 * Settings of a node that waits for an event: yes when it happens, no when the time limit has passed.
 *
 * @param event type of the activity, e.g. {@code meeting-booked}
 * @param within ISO-8601 duration of the time limit, counted from when the node is reached
 */
public record EventWaitV1(String event, String within) {}
