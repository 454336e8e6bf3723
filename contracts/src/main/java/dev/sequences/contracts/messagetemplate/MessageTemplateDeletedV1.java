package dev.sequences.contracts.messagetemplate;

import dev.sequences.contracts.ContractEvent;

/**
 * A message template was deleted.
 *
 * @param templateId the template
 */
public record MessageTemplateDeletedV1(String templateId) implements ContractEvent {}
