package dev.sequences.contracts.segment;

import dev.sequences.contracts.DerivedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record became a member. Subject and key are {@code <recordType>:<recordId>}.
 *
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param segmentId the segment
 * @param segmentVersion rule version that matched
 * @param sequenceId sequence to enroll in, if the segment has one
 * @param ownerType type of the record's owner at this time: user or team
 * @param ownerId owner of the record at this time
 * @param why the conditions that matched, in words; may contain personal data
 * @param recordVersion version of the record on {@code crm.records} that the decision used, as in {@code ce_basis}; missing if none
 * @param sellerVersion version of the owner on {@code sequences.sellers} that the decision used, as in {@code ce_basis}; missing if none
 */
public record RecordJoinedSegmentV1(
        String recordType,
        String recordId,
        String segmentId,
        int segmentVersion,
        @Nullable String sequenceId,
        String ownerType,
        String ownerId,
        List<String> why,
        @Nullable String recordVersion,
        @Nullable String sellerVersion)
        implements DerivedEvent {

    /** An event without versions, as of earlier releases. */
    public RecordJoinedSegmentV1(
            String recordType,
            String recordId,
            String segmentId,
            int segmentVersion,
            @Nullable String sequenceId,
            String ownerType,
            String ownerId,
            List<String> why) {
        this(recordType, recordId, segmentId, segmentVersion, sequenceId, ownerType, ownerId, why, null, null);
    }

    @Override
    public RecordJoinedSegmentV1 withVersions(FactVersions versions) {
        return new RecordJoinedSegmentV1(
                recordType,
                recordId,
                segmentId,
                segmentVersion,
                sequenceId,
                ownerType,
                ownerId,
                why,
                versions.ofRecord(recordType, recordId),
                versions.ofSeller(ownerId));
    }
}
