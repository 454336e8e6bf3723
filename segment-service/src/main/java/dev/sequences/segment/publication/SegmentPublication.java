package dev.sequences.segment.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.fieldupdate.FieldUpdateAppliedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateDelegatedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateRefusedV1;
import dev.sequences.contracts.segment.RecordJoinedSegmentV1;
import dev.sequences.contracts.segment.RecordLeftSegmentV1;
import dev.sequences.contracts.segment.SegmentActivatedV1;
import dev.sequences.contracts.segment.SegmentDeactivatedV1;
import dev.sequences.contracts.segment.SegmentDeletedV1;
import dev.sequences.segment.fieldupdate.model.FieldUpdateFact.FieldUpdateApplied;
import dev.sequences.segment.fieldupdate.model.FieldUpdateFact.FieldUpdateDelegated;
import dev.sequences.segment.fieldupdate.model.FieldUpdateFact.FieldUpdateRefused;
import dev.sequences.segment.fieldupdate.model.FieldUpdateRequest;
import dev.sequences.segment.membership.model.MembershipFact.RecordJoined;
import dev.sequences.segment.membership.model.MembershipFact.RecordLeft;
import dev.sequences.segment.segment.model.SegmentDefinition;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentActivated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeactivated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Publishes active segments, their members, and the outcomes of field updates. Drafts stay private. */
@ApplicationScoped
public class SegmentPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> event) {
        String id = event.aggregateId();
        return switch (event.event()) {
            case SegmentActivated(SegmentDefinition definition, int ruleVersion) ->
                Optional.of(new SegmentActivatedV1(
                        id,
                        ruleVersion,
                        definition.name(),
                        definition.recordType(),
                        definition.priority(),
                        definition.conditions(),
                        definition.sequenceId()));
            case SegmentDeactivated deactivated -> Optional.of(new SegmentDeactivatedV1(id));
            case SegmentDeleted deleted -> Optional.of(new SegmentDeletedV1(id));
            case RecordJoined joined ->
                Optional.of(new RecordJoinedSegmentV1(
                        joined.recordType(),
                        joined.recordId(),
                        joined.segmentId(),
                        joined.ruleVersion(),
                        joined.sequenceId(),
                        joined.ownerType(),
                        joined.ownerId(),
                        joined.why()));
            case RecordLeft left ->
                Optional.of(new RecordLeftSegmentV1(
                        left.recordType(),
                        left.recordId(),
                        left.segmentId(),
                        left.sequenceId(),
                        left.reason(),
                        left.disconnect(),
                        left.ruleVersion()));
            case FieldUpdateApplied(FieldUpdateRequest request, long recordVersion) ->
                Optional.of(new FieldUpdateAppliedV1(
                        request.enrollmentId(),
                        request.stepId(),
                        request.stepKey(),
                        request.recordType(),
                        request.recordId(),
                        request.field(),
                        recordVersion));
            case FieldUpdateRefused(FieldUpdateRequest request, String code, String reason) ->
                Optional.of(new FieldUpdateRefusedV1(
                        request.enrollmentId(),
                        request.stepId(),
                        request.stepKey(),
                        request.recordType(),
                        request.recordId(),
                        request.field(),
                        code,
                        reason));
            case FieldUpdateDelegated(FieldUpdateRequest request) ->
                Optional.of(new FieldUpdateDelegatedV1(
                        request.enrollmentId(),
                        request.stepId(),
                        request.stepKey(),
                        request.recordType(),
                        request.recordId(),
                        request.field()));
            default -> Optional.empty();
        };
    }
}
