package dev.sequences.designer.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.tag.TagAddedV1;
import dev.sequences.contracts.tag.TagDeletedV1;
import dev.sequences.contracts.tag.TagMovedV1;
import dev.sequences.contracts.tag.TagRenamedV1;
import dev.sequences.designer.tag.model.TagEvent;
import dev.sequences.designer.tag.model.TagEvent.Added;
import dev.sequences.designer.tag.model.TagEvent.Deleted;
import dev.sequences.designer.tag.model.TagEvent.Moved;
import dev.sequences.designer.tag.model.TagEvent.Renamed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Publishes all events of tags: sequences refer to tags by id, and consumers need names and paths. */
@ApplicationScoped
public class TagPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return recorded.event() instanceof TagEvent event ? Optional.of(publish(event)) : Optional.empty();
    }

    private static ContractEvent publish(TagEvent event) {
        return switch (event) {
            case Added e -> new TagAddedV1(e.id(), e.name(), e.parentId());
            case Renamed e -> new TagRenamedV1(e.id(), e.name());
            case Moved e -> new TagMovedV1(e.id(), e.parentId());
            case Deleted e -> new TagDeletedV1(e.id(), e.parentId());
        };
    }
}
