package dev.sequences.contracts.definition;

import java.util.List;

/**
 * Settings of a condition on what the customer did with the email before it.
 *
 * @param interactions each of opened, replied, link-clicked or attachment-viewed
 * @param match whether every interaction has to happen, or one of them: all or any
 * @param within ISO-8601 duration of the time limit, counted from the moment at which the email step was done
 * @param immediately true: yes starts at the interaction; false: yes starts when the time limit has passed
 */
public record EmailConditionV1(List<String> interactions, String match, String within, boolean immediately) {}
