package dev.sequences.segment.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.assignment.AssignmentCandidateV1;
import dev.sequences.contracts.assignment.AssignmentFailedV1;
import dev.sequences.contracts.assignment.RecordAssignedV1;
import dev.sequences.segment.assignment.model.AssignmentFact.AssignmentFailed;
import dev.sequences.segment.assignment.model.AssignmentFact.RecordAssigned;
import dev.sequences.segment.assignment.model.Candidate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Publishes every decision about the owner of a record. Rules stay private. */
@ApplicationScoped
public class AssignmentPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return switch (recorded.event()) {
            case RecordAssigned fact ->
                Optional.of(new RecordAssignedV1(
                        fact.recordType(),
                        fact.recordId(),
                        fact.recordVersion(),
                        fact.segmentId(),
                        fact.segmentVersion(),
                        fact.ruleId(),
                        fact.assigneeType(),
                        fact.assigneeId(),
                        fact.previousAssigneeType(),
                        fact.previousAssigneeId(),
                        fact.method(),
                        fact.wonBy(),
                        fact.bucket(),
                        fact.considered(),
                        candidates(fact.candidates())));
            case AssignmentFailed fact ->
                Optional.of(new AssignmentFailedV1(
                        fact.recordType(),
                        fact.recordId(),
                        fact.recordVersion(),
                        fact.segmentId(),
                        fact.segmentVersion(),
                        fact.ruleId(),
                        fact.reason(),
                        fact.method(),
                        fact.considered(),
                        candidates(fact.candidates())));
            default -> Optional.empty();
        };
    }

    private static List<AssignmentCandidateV1> candidates(List<Candidate> candidates) {
        return candidates.stream()
                .map(one -> new AssignmentCandidateV1(
                        one.id(),
                        one.eligible(),
                        one.available(),
                        one.bucket(),
                        one.lastAssignedAt(),
                        one.rejectedBy()))
                .toList();
    }
}
