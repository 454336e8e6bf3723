package dev.sequences.segment.assignment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision about a record, stored in the event log for publication. The current state is in the tables. */
public sealed interface AssignmentFact {

    /**
     * The record belongs to the assignee now.
     *
     * @param recordVersion version of the record that was decided on
     * @param segmentId null for a manual assignment of a record that is in no segment
     * @param ruleId null for a manual assignment
     * @param method rule, rerun or manual
     * @param considered number of candidates
     * @param candidates the first of them
     */
    record RecordAssigned(
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
            List<Candidate> candidates)
            implements AssignmentFact {}

    /**
     * No seller gets the record; its owner stays.
     *
     * @param ruleId null if no rule concerns the record
     * @param reason code of the reason
     */
    record AssignmentFailed(
            String recordType,
            String recordId,
            long recordVersion,
            String segmentId,
            int segmentVersion,
            @Nullable String ruleId,
            String reason,
            String method,
            int considered,
            List<Candidate> candidates)
            implements AssignmentFact {}
}
