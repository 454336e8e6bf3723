package dev.sequences.designer.publication;

import dev.sequences.chassis.relay.Publication;
import dev.sequences.chassis.unit.Recorded;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.definition.GraphV1;
import dev.sequences.contracts.definition.NodeV1;
import dev.sequences.contracts.definition.RevisionDiscardedV1;
import dev.sequences.contracts.definition.RevisionStartedV1;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeactivatedV1;
import dev.sequences.contracts.definition.SequenceDeletedV1;
import dev.sequences.contracts.definition.SequenceReassignedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.contracts.definition.SequenceTaggedV1;
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
import dev.sequences.designer.sequence.model.graph.Node;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every fact about a sequence goes out but the saving of a draft, which is nobody's business until it is activated. */
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
                Optional.of(new SequenceCreatedV1(id, e.name(), e.description(), e.recordType(), e.owner()));
            case DraftChanged e -> Optional.empty();
            case Renamed e -> Optional.of(new SequenceRenamedV1(id, e.name(), e.description()));
            case Activated e -> Optional.of(activated(id, e));
            case Deactivated e -> Optional.of(new SequenceDeactivatedV1(id, e.version()));
            case RevisionStarted e -> Optional.of(new RevisionStartedV1(id, e.liveVersion()));
            case RevisionDiscarded e -> Optional.of(new RevisionDiscardedV1(id, e.liveVersion()));
            case Reassigned e -> Optional.of(new SequenceReassignedV1(id, e.ownerType(), e.owner()));
            case Tagged e -> Optional.of(new SequenceTaggedV1(id, e.tagIds()));
            case Deleted e -> Optional.of(new SequenceDeletedV1(id));
        };
    }

    private static SequenceActivatedV1 activated(String id, Activated e) {
        Draft frozen = e.frozen();
        return new SequenceActivatedV1(
                id,
                e.version(),
                e.name(),
                e.description(),
                e.recordType(),
                e.owner(),
                e.changeDescription(),
                graph(frozen.graph()),
                frozen.assignTo(),
                frozen.skipNonWorkingDays(),
                frozen.exitCriteria().stream()
                        .map(criterion -> Map.<String, Object>of("on", criterion.on()))
                        .toList());
    }

    private static GraphV1 graph(SequenceGraph graph) {
        return new GraphV1(
                Objects.requireNonNull(graph.start(), "an activated graph has a start"),
                graph.nodes().stream().map(SequencePublication::node).toList());
    }

    private static NodeV1 node(Node node) {
        return new NodeV1(
                node.key(),
                node.type(),
                node.name(),
                node.description(),
                node.templateId(),
                node.duration(),
                node.next(),
                settings(node));
    }

    /** The branches of a condition are settings of its type on the wire. */
    private static @Nullable Map<String, Object> settings(Node node) {
        Map<String, Object> settings = new LinkedHashMap<>(node.settings());
        if (node.yes() != null) {
            settings.put("yes", node.yes());
        }
        if (node.no() != null) {
            settings.put("no", node.no());
        }
        return settings.isEmpty() ? null : settings;
    }
}
