package dev.sequences.contracts.definition;

import java.util.List;

/**
 * The frozen graph of one version. Node keys are stable across edits, copies and versions.
 *
 * @param start key of the first node
 * @param nodes all nodes, in the order in which the designer wrote them
 */
public record GraphV1(String start, List<NodeV1> nodes) {}
