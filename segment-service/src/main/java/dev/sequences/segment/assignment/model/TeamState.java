package dev.sequences.segment.assignment.model;

import java.util.List;
import java.util.Map;

/**
 * A team at the time of a decision.
 *
 * @param hasMembers a team without members gets no records
 */
public record TeamState(String id, Map<String, List<String>> attributes, boolean hasMembers) {}
