package dev.sequences.enrollment.enrollment.model;

/**
 * The user or team that performs a step.
 *
 * @param type {@code user} or {@code team}
 */
public record Assignee(String type, String id) {}
