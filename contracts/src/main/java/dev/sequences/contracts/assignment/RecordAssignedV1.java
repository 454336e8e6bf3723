package dev.sequences.contracts.assignment;

import dev.sequences.contracts.ContractEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record was assigned; its owner changes on {@code crm.records} as well. Subject and key are {@code assignment:<recordType>:<recordId>}.
 *
 * @param recordType type of the record
 * @param recordId id of the record
 * @param recordVersion version of the record that was decided on
 * @param segmentId the segment whose rules decided; missing for a record in no segment
 * @param segmentVersion version of the segment
 * @param ruleId the rule that decided; missing for a manual assignment
 * @param assigneeType user or team
 * @param assigneeId new owner
 * @param previousAssigneeType user or team
 * @param previousAssigneeId owner before
 * @param method rule, rerun or manual; more may come
 * @param wonBy round-robin, load-balancing, random or only-candidate; more may come; missing for a manual assignment
 * @param bucket availability of the assignee: 0 for now, 1 within 24 hours, up to 5; missing if the rule ignores working time
 * @param considered number of candidates
 * @param candidates up to 20: the eligible ones in order of preference, then the others
 */
public record RecordAssignedV1(
        String recordType,
        String recordId,
        long recordVersion,
        @Nullable String segmentId,
        @Nullable Integer segmentVersion,
        @Nullable String ruleId,
        String assigneeType,
        String assigneeId,
        String previousAssigneeType,
        String previousAssigneeId,
        String method,
        @Nullable String wonBy,
        @Nullable Integer bucket,
        int considered,
        List<AssignmentCandidateV1> candidates)
        implements ContractEvent {}
