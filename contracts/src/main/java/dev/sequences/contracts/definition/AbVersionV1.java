package dev.sequences.contracts.definition;

/**
 * One version of an A/B test.
 *
 * @param name shown in analytics
 * @param templateId message template that is sent
 */
public record AbVersionV1(String name, String templateId) {}
