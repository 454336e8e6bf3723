package dev.sequences.contracts.definition;

import org.jspecify.annotations.Nullable;

/**
 * One version of an A/B test.
 *
 * @param name shown in analytics
 * @param templateId message template that is sent
 * @param language language tag of the template, e.g. {@code de-AT}
 */
public record AbVersionV1(
        String name, String templateId, @Nullable String language) {}
