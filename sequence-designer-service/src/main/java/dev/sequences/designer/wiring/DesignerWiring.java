package dev.sequences.designer.wiring;

import dev.sequences.chassis.axon.EventNames;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceEvent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The names under which this service stores what happened. A name or revision once released stays for ever. */
@Singleton
public class DesignerWiring {

    @Produces
    @Singleton
    public EventNames eventNames() {
        return new EventNames()
                .add("sequence.created", 1, SequenceEvent.Created.class)
                .add("sequence.draft-changed", 1, SequenceEvent.DraftChanged.class)
                .add("sequence.renamed", 1, SequenceEvent.Renamed.class)
                .add("sequence.activated", 1, SequenceEvent.Activated.class)
                .add("sequence.deactivated", 1, SequenceEvent.Deactivated.class)
                .add("sequence.revision-started", 1, SequenceEvent.RevisionStarted.class)
                .add("sequence.revision-discarded", 1, SequenceEvent.RevisionDiscarded.class)
                .add("sequence.deleted", 1, SequenceEvent.Deleted.class)
                .snapshot("sequence.state", 1, Sequence.class);
    }
}
