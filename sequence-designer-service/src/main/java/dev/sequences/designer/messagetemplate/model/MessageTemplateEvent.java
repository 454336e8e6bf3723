package dev.sequences.designer.messagetemplate.model;

import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;

/** Domain events of a message template. */
public sealed interface MessageTemplateEvent {

    record Created(String owner, Properties properties) implements MessageTemplateEvent {}

    /** Contains the complete template, so that consumers need not apply edits. */
    record Changed(Properties properties) implements MessageTemplateEvent {}

    record Deleted(String name) implements MessageTemplateEvent {}
}
