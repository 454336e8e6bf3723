package dev.sequences.designer.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.definition.DailyCapsV1;
import dev.sequences.contracts.definition.ExitCriterionV1;
import dev.sequences.contracts.definition.RevisionDiscardedV1;
import dev.sequences.contracts.definition.RevisionStartedV1;
import dev.sequences.contracts.definition.SendWindowV1;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeactivatedV1;
import dev.sequences.contracts.definition.SequenceDeletedV1;
import dev.sequences.contracts.definition.SequenceReassignedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.contracts.definition.SequenceTaggedV1;
import dev.sequences.contracts.definition.TimeZoneRuleV1;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.sequence.model.SequenceEvent.Activated;
import dev.sequences.designer.sequence.model.SequenceEvent.Created;
import dev.sequences.designer.sequence.model.SequenceEvent.Deactivated;
import dev.sequences.designer.sequence.model.SequenceEvent.Deleted;
import dev.sequences.designer.sequence.model.SequenceEvent.DraftChanged;
import dev.sequences.designer.sequence.model.SequenceEvent.Reassigned;
import dev.sequences.designer.sequence.model.SequenceEvent.Renamed;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionDiscarded;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionStarted;
import dev.sequences.designer.sequence.model.SequenceEvent.Tagged;
import dev.sequences.designer.sequence.model.settings.DailyCaps;
import dev.sequences.designer.sequence.model.settings.ExitCriterion;
import dev.sequences.designer.sequence.model.settings.SendWindow;
import dev.sequences.designer.sequence.model.settings.TimeZoneRule;
import dev.sequences.language.condition.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes all events of a sequence except saved drafts, which stay private until activation. */
@ApplicationScoped
public class SequencePublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return recorded.event() instanceof SequenceEvent event
                ? publish(recorded.aggregateId(), event)
                : Optional.empty();
    }

    private static Optional<ContractEvent> publish(String id, SequenceEvent event) {
        return switch (event) {
            case Created e ->
                Optional.of(new SequenceCreatedV1(
                        id, e.name(), e.description(), e.recordType(), e.owner(), e.businessUnit()));
            case DraftChanged e -> Optional.empty();
            case Renamed e -> Optional.of(new SequenceRenamedV1(id, e.name(), e.description()));
            case Activated e -> Optional.of(activated(id, e));
            case Deactivated e -> Optional.of(new SequenceDeactivatedV1(id, e.version()));
            case RevisionStarted e -> Optional.of(new RevisionStartedV1(id, e.liveVersion()));
            case RevisionDiscarded e -> Optional.of(new RevisionDiscardedV1(id, e.liveVersion()));
            case Reassigned e -> Optional.of(new SequenceReassignedV1(id, e.ownerType(), e.owner(), e.businessUnit()));
            case Tagged e -> Optional.of(new SequenceTaggedV1(id, e.tagIds()));
            case Deleted e -> Optional.of(new SequenceDeletedV1(id));
        };
    }

    private static SequenceActivatedV1 activated(String id, Activated e) {
        Draft frozen = e.frozen();
        SendWindow window = frozen.sendWindow();
        TimeZoneRule zone = frozen.timeZone();
        DailyCaps caps = frozen.dailyCaps();
        return new SequenceActivatedV1(
                id,
                e.version(),
                e.name(),
                e.description(),
                e.recordType(),
                e.owner(),
                e.changeDescription(),
                GraphPublication.of(frozen.graph()),
                frozen.assignTo(),
                frozen.assignToField(),
                frozen.skipNonWorkingDays(),
                frozen.exitCriteria().stream()
                        .map(SequencePublication::criterion)
                        .toList(),
                window == null ? null : new SendWindowV1(window.days(), text(window.from()), text(window.to())),
                zone == null ? null : new TimeZoneRuleV1(text(zone.rule()), zone.zone()),
                frozen.holidayCalendar(),
                caps == null ? null : new DailyCapsV1(caps.enrollments(), caps.emails(), caps.texts(), caps.steps()),
                e.ownerType(),
                e.businessUnit());
    }

    private static ExitCriterionV1 criterion(ExitCriterion criterion) {
        Condition when = criterion.condition().condition();
        return new ExitCriterionV1(
                criterion.on(),
                when == null ? null : GraphPublication.condition(when),
                criterion.process(),
                criterion.stages());
    }

    private static String text(@Nullable String checked) {
        return Objects.requireNonNull(checked, "an activated sequence must have been checked");
    }
}
