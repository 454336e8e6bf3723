package dev.sequences.designer.wiring;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.tag.model.TagEvent;
import dev.sequences.designer.tag.model.TagTree;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Table of contents of the service: the stored names of its events and snapshots. Released names and revisions never change. */
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
                .add("sequence.reassigned", 1, SequenceEvent.Reassigned.class)
                .add("sequence.tagged", 1, SequenceEvent.Tagged.class)
                .snapshot("sequence.state", 1, Sequence.class)
                .add("tag.added", 1, TagEvent.Added.class)
                .add("tag.renamed", 1, TagEvent.Renamed.class)
                .add("tag.moved", 1, TagEvent.Moved.class)
                .add("tag.deleted", 1, TagEvent.Deleted.class)
                .add("message-template.created", 1, MessageTemplateEvent.Created.class)
                .add("message-template.changed", 1, MessageTemplateEvent.Changed.class)
                .add("message-template.deleted", 1, MessageTemplateEvent.Deleted.class)
                .add("holiday-calendar.created", 1, HolidayCalendarEvent.Created.class)
                .add("holiday-calendar.changed", 1, HolidayCalendarEvent.Changed.class)
                .add("holiday-calendar.deleted", 1, HolidayCalendarEvent.Deleted.class)
                .snapshot("tag-tree.state", 1, TagTree.class);
    }
}
