package dev.sequences.contracts.assignment;

import dev.sequences.contracts.ContractEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assignment rules found nobody for a record; its owner stays. Subject and key are {@code assignment:<recordType>:<recordId>}.
 *
 * @param recordType type of the record
 * @param recordId id of the record
 * @param recordVersion version of the record that was decided on
 * @param segmentId the segment whose rules decided
 * @param segmentVersion version of the segment
 * @param ruleId the rule that decided; missing if no rule concerns the record
 * @param reason no-rule-matches, no-seller-matches, no-availability, no-capacity, seller-lacks-permission, record-too-old, several-teams,
 *     no-team, rules-do-not-run-on-move or failed; more may come
 * @param method rule or rerun; more may come
 * @param considered number of candidates
 * @param candidates up to 20
 */
public record AssignmentFailedV1(
        String recordType,
        String recordId,
        long recordVersion,
        String segmentId,
        int segmentVersion,
        @Nullable String ruleId,
        String reason,
        String method,
        int considered,
        List<AssignmentCandidateV1> candidates)
        implements ContractEvent {}
