package dev.sequences.segment.segment.model.membership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened to a record's membership; the row is the state, these are stored for those who follow. */
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

    record RecordLeft(
            String recordType,
            String recordId,
            String segmentId,
            @Nullable String sequenceId,
            String reason,
            boolean disconnect)
            implements MembershipFact {}
}
