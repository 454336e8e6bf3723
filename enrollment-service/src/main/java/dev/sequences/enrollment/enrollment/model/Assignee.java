package dev.sequences.enrollment.enrollment.model;

/**
 * Who is to do a step.
 *
 * @param type {@code user} or {@code team}
 */
public record Assignee(String type, String id) {}
