package dev.sequences.designer.messagetemplate.model;

import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;

/** Commands of a message template. */
public sealed interface MessageTemplateCommand {

    Author by();

    /**
     * The user who requests a change.
     *
     * @param changesAll whether the user may change templates of other owners
     */
    record Author(String user, boolean changesAll) {}

    record CreateMessageTemplate(Author by, Properties properties) implements MessageTemplateCommand {}

    record ChangeMessageTemplate(Author by, Properties properties) implements MessageTemplateCommand {}

    /** @param uses number of active sequences that use it, in any version */
    record DeleteMessageTemplate(Author by, int uses) implements MessageTemplateCommand {}
}
