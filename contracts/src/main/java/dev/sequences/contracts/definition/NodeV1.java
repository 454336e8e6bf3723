package dev.sequences.contracts.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a graph. Which fields are set depends on the type; the path ends where {@code next}, {@code yes} or {@code no} is missing.
 *
 * @param key stable key
 * @param type kebab-case type, e.g. {@code phone-call}
 * @param name shown to the seller, up to 100 characters
 * @param description shown to the seller, up to 2000 characters
 * @param templateId message template of email and text steps
 * @param duration ISO-8601 duration of a wait, one hour to thirty days
 * @param next key of the following node
 * @param settings every other field of the type, by its HTTP name
 */
public record NodeV1(
        String key,
        String type,
        @Nullable String name,
        @Nullable String description,
        @Nullable String templateId,
        @Nullable String duration,
        @Nullable String next,
        @Nullable Map<String, Object> settings) {}
