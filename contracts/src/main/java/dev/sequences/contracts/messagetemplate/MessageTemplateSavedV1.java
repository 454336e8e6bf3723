package dev.sequences.contracts.messagetemplate;

import dev.sequences.contracts.ContractEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message template was created or changed. Carries the whole template, for the message senders.
 *
 * @param templateId the template, as named by steps
 * @param name up to 160 characters
 * @param description up to 2000 characters
 * @param channel email or text-message; more may come
 * @param recordType lead, opportunity, account or contact; more may come; the placeholders name fields of this type
 * @param defaultLanguage used if the requested language is missing
 * @param contents one for each language
 */
public record MessageTemplateSavedV1(
        String templateId,
        String name,
        @Nullable String description,
        String channel,
        String recordType,
        String defaultLanguage,
        List<MessageContentV1> contents)
        implements ContractEvent {}
