package dev.sequences.designer.messagetemplate.model;

import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;

/** What happened to a message template. */
public sealed interface MessageTemplateEvent {

    record Created(String owner, Properties properties) implements MessageTemplateEvent {}

    /** Carries the whole template: nobody has to put one together from edits. */
    record Changed(Properties properties) implements MessageTemplateEvent {}

    record Deleted(String name) implements MessageTemplateEvent {}
}
