package dev.sequences.designer.messagetemplate.model;

import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;

/** What may be asked of a message template. */
public sealed interface MessageTemplateCommand {

    Author by();

    /**
     * Who wants a change.
     *
     * @param changesAll whether templates of others may be changed, too
     */
    record Author(String user, boolean changesAll) {}

    record CreateMessageTemplate(Author by, Properties properties) implements MessageTemplateCommand {}

    record ChangeMessageTemplate(Author by, Properties properties) implements MessageTemplateCommand {}

    /** @param uses active sequences that begin messages with it, in any version */
    record DeleteMessageTemplate(Author by, int uses) implements MessageTemplateCommand {}
}
