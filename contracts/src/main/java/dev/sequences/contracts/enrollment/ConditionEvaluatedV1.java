package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.DerivedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition was evaluated; the enrollment continues on its branch.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param branch yes or no
 * @param why the reason in words
 * @param evaluatedAt when, UTC
 * @param recordVersion version of the record on {@code crm.records} that the decision used, as in {@code ce_basis}; missing if none
 * @param definitionVersion version of the sequence on {@code sequences.definitions} that the decision used, as in {@code ce_basis}; missing if none
 */
public record ConditionEvaluatedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        String branch,
        String why,
        Instant evaluatedAt,
        @Nullable String recordVersion,
        @Nullable String definitionVersion)
        implements DerivedEvent {

    /** An event without versions, as of earlier releases. */
    public ConditionEvaluatedV1(
            String enrollmentId,
            String sequenceId,
            int version,
            String recordType,
            String recordId,
            String stepId,
            String stepKey,
            String branch,
            String why,
            Instant evaluatedAt) {
        this(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                stepId,
                stepKey,
                branch,
                why,
                evaluatedAt,
                null,
                null);
    }

    @Override
    public ConditionEvaluatedV1 withVersions(FactVersions versions) {
        return new ConditionEvaluatedV1(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                stepId,
                stepKey,
                branch,
                why,
                evaluatedAt,
                versions.ofRecord(recordType, recordId),
                versions.ofDefinition(sequenceId));
    }
}
