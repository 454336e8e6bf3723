package dev.sequences.designer.messagetemplate.model;

import static dev.sequences.chassis.decider.Decision.accept;
import static dev.sequences.chassis.decider.Decision.refuse;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Status;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.ChangeMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.CreateMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.DeleteMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Changed;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Created;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Deleted;
import java.util.List;

/** Lifecycle rules of a message template. Its owner and managing roles may change it. */
public final class MessageTemplateDecider
        implements Decider<MessageTemplateCommand, MessageTemplate, MessageTemplateEvent> {

    @Override
    public MessageTemplate initial() {
        return MessageTemplate.ABSENT;
    }

    @Override
    public Decision<MessageTemplateEvent> decide(MessageTemplate template, MessageTemplateCommand command) {
        if (command instanceof CreateMessageTemplate create) {
            return create(template, create);
        }
        if (!template.exists()) {
            return refuse(Refusal.unknown(
                    "message-template-unknown",
                    "The message template does not exist.",
                    "Check the id or list the message templates."));
        }
        if (!command.by().changesAll() && !template.owner().equals(command.by().user())) {
            return refuse(new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "not-owner",
                    null,
                    "The template has another owner.",
                    "Create your own template, or ask its owner or a sequence manager."));
        }
        return switch (command) {
            case CreateMessageTemplate create -> create(template, create);
            case ChangeMessageTemplate change -> change(template, change);
            case DeleteMessageTemplate delete ->
                delete.uses() > 0
                        ? refuse(Refusal.conflict(
                                "message-template-in-use",
                                "The template is used by versions of active sequences with possibly open enrollments: "
                                        + delete.uses() + ".",
                                "Deactivate those sequences first or keep the template."))
                        : accept(new Deleted(template.properties().name()));
        };
    }

    private static Decision<MessageTemplateEvent> create(MessageTemplate template, CreateMessageTemplate create) {
        if (template.status() != Status.ABSENT) {
            return refuse(Refusal.conflict(
                    "message-template-exists", "A message template with this id exists or existed.", "Use a new id."));
        }
        List<Refusal> refusals = MessageTemplateCheck.of(create.properties());
        return refusals.isEmpty()
                ? accept(new Created(create.by().user(), create.properties().stripped()))
                : refuse(refusals);
    }

    private static Decision<MessageTemplateEvent> change(MessageTemplate template, ChangeMessageTemplate change) {
        Properties present = template.properties();
        Properties wanted = change.properties().stripped();
        if (!wanted.channel().equals(present.channel()) || !wanted.recordType().equals(present.recordType())) {
            return refuse(Refusal.rule(
                    "channel-and-record-type-fixed",
                    wanted.channel().equals(present.channel()) ? "recordType" : "channel",
                    "Channel and record type of a template cannot be changed.",
                    "Create a new template instead."));
        }
        List<Refusal> refusals = MessageTemplateCheck.of(wanted);
        if (!refusals.isEmpty()) {
            return refuse(refusals);
        }
        return wanted.equals(present) ? accept() : accept(new Changed(wanted));
    }

    @Override
    public MessageTemplate evolve(MessageTemplate template, MessageTemplateEvent event) {
        return switch (event) {
            case Created e -> new MessageTemplate(Status.PRESENT, e.owner(), e.properties());
            case Changed e -> new MessageTemplate(Status.PRESENT, template.owner(), e.properties());
            case Deleted e -> new MessageTemplate(Status.DELETED, template.owner(), template.properties());
        };
    }
}
