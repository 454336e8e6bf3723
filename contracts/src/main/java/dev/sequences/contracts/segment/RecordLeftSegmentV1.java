package dev.sequences.contracts.segment;

import dev.sequences.contracts.DerivedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A record is no longer a member. Subject and key are {@code <recordType>:<recordId>}.
 *
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param segmentId the segment
 * @param sequenceId sequence of the segment, if any
 * @param reason moved, no-longer-matches, record-closed or record-deleted; more may come
 * @param disconnect whether the segment asks to end the enrollment
 * @param segmentVersion rule version with which the record had joined; missing in events of earlier releases
 * @param recordVersion version of the record on {@code crm.records} that the decision used, as in {@code ce_basis}; missing if none
 */
public record RecordLeftSegmentV1(
        String recordType,
        String recordId,
        String segmentId,
        @Nullable String sequenceId,
        String reason,
        boolean disconnect,
        @Nullable Integer segmentVersion,
        @Nullable String recordVersion)
        implements DerivedEvent {

    /** An event without versions, as of earlier releases. */
    public RecordLeftSegmentV1(
            String recordType,
            String recordId,
            String segmentId,
            @Nullable String sequenceId,
            String reason,
            boolean disconnect,
            @Nullable Integer segmentVersion) {
        this(recordType, recordId, segmentId, sequenceId, reason, disconnect, segmentVersion, null);
    }

    @Override
    public RecordLeftSegmentV1 withVersions(FactVersions versions) {
        return new RecordLeftSegmentV1(
                recordType,
                recordId,
                segmentId,
                sequenceId,
                reason,
                disconnect,
                segmentVersion,
                versions.ofRecord(recordType, recordId));
    }
}
