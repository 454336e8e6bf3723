package dev.sequences.segment.assignment.model;

import dev.sequences.language.condition.RecordValues;
import java.time.Instant;

/**
 * The record to assign.
 *
 * @param values its fields, for conditions
 * @param changedAt when it was created or last changed
 * @param dice a number that is stable for the record; chooses among several teams
 */
public record AssignableRecord(RecordValues values, Instant createdAt, Instant changedAt, long dice) {}
