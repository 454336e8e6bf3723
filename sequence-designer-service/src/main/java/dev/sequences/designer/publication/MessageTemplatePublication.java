package dev.sequences.designer.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.messagetemplate.MessageContentV1;
import dev.sequences.contracts.messagetemplate.MessageTemplateDeletedV1;
import dev.sequences.contracts.messagetemplate.MessageTemplateSavedV1;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Changed;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Created;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Deleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Publishes complete message templates: versions refer to them by id, and the sending system needs the text. */
@ApplicationScoped
public class MessageTemplatePublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return recorded.event() instanceof MessageTemplateEvent event
                ? Optional.of(publish(recorded.aggregateId(), event))
                : Optional.empty();
    }

    private static ContractEvent publish(String id, MessageTemplateEvent event) {
        return switch (event) {
            case Created e -> saved(id, e.properties());
            case Changed e -> saved(id, e.properties());
            case Deleted e -> new MessageTemplateDeletedV1(id);
        };
    }

    private static MessageTemplateSavedV1 saved(String id, Properties template) {
        return new MessageTemplateSavedV1(
                id,
                template.name(),
                template.description(),
                template.channel(),
                template.recordType(),
                template.defaultLanguage(),
                template.contents().entrySet().stream()
                        .map(entry -> new MessageContentV1(
                                entry.getKey(),
                                entry.getValue().subject(),
                                entry.getValue().body()))
                        .toList());
    }
}
