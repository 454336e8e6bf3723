package dev.sequences.segment.membership.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Change of a record's membership, stored in the event log for publication. The current state is the membership row. */
public sealed interface MembershipFact {

    record RecordJoined(
            String recordType,
            String recordId,
            String segmentId,
            int ruleVersion,
            @Nullable String sequenceId,
            String ownerType,
            String ownerId,
            List<String> why)
            implements MembershipFact {}

    /** @param ruleVersion with which the record had joined; null in facts of earlier releases */
    record RecordLeft(
            String recordType,
            String recordId,
            String segmentId,
            @Nullable String sequenceId,
            String reason,
            boolean disconnect,
            @Nullable Integer ruleVersion)
            implements MembershipFact {}
}
