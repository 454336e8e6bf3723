package dev.sequences.contracts.definition;

import java.util.List;

/**
 * Settings of a condition on the interactions with the preceding email.
 *
 * @param interactions each of opened, replied, link-clicked or attachment-viewed
 * @param match whether all interactions have to happen or one is enough: all or any
 * @param within ISO-8601 duration of the time limit, counted from the completion of the email step
 * @param immediately true: yes starts at the interaction; false: yes starts when the time limit has passed
 */
public record EmailConditionV1(List<String> interactions, String match, String within, boolean immediately) {}
