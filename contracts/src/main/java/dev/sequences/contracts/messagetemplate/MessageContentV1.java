package dev.sequences.contracts.messagetemplate;

import org.jspecify.annotations.Nullable;

/**
 * A message template in one language.
 *
 * @param language language tag, e.g. en or pt-BR
 * @param subject of an email, with placeholders
 * @param body with placeholders: the name of a field in double braces, or that name, a bar and the text to use if the record has no
 *     value
 */
public record MessageContentV1(String language, @Nullable String subject, String body) {}
