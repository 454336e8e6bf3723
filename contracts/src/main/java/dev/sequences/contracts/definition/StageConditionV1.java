package dev.sequences.contracts.definition;

import java.util.List;

/**
 * Settings of a condition on the stage of the record's business process, evaluated once when the node is reached.
 *
 * @param process name of the process
 * @param stages yes when the active stage is one of these
 * @param onMissing what happens when the record has no stage of this process: take-no, take-yes or error
 */
public record StageConditionV1(String process, List<String> stages, String onMissing) {}
