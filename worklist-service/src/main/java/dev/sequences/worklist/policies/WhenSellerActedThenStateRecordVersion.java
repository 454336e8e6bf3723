package dev.sequences.worklist.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.worklist.reference.RecordCard;
import dev.sequences.worklist.reference.RecordCards;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Completed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Skipped;
import dev.sequences.worklist.workitem.model.WorkItemEvent.WaitSkipRequested;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * States the version of the record that the seller saw on events after which the enrollment continues, so that it does not continue with
 * an older one. One query serves all commands of a unit.
 */
@ApplicationScoped
public class WhenSellerActedThenStateRecordVersion implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        // The basis is all.
    }

    @Override
    public List<Recorded<?>> withBasis(Unit unit, List<Recorded<?>> events) {
        Set<RecordCard.Key> keys = events.stream()
                .map(WhenSellerActedThenStateRecordVersion::record)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (keys.isEmpty()) {
            return events;
        }
        Map<RecordCard.Key, FactVersion> versions = RecordCards.versions(unit.connection(), keys);
        return events.stream().<Recorded<?>>map(event -> based(event, versions)).toList();
    }

    private static Recorded<?> based(Recorded<?> event, Map<RecordCard.Key, FactVersion> versions) {
        RecordCard.Key key = record(event);
        return key == null ? event : event.withCause(event.cause().withFact(versions.get(key)));
    }

    private static RecordCard.@Nullable Key record(Recorded<?> event) {
        return event.event() instanceof WorkItemEvent of
                        && (of instanceof Completed || of instanceof Skipped || of instanceof WaitSkipRequested)
                ? new RecordCard.Key(of.step().recordType(), of.step().recordId())
                : null;
    }
}
