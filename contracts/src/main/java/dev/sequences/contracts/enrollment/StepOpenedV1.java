package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.DerivedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step became current and waits for its assignee.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param stepType kebab-case type of the node
 * @param name name shown to the seller
 * @param description description shown to the seller
 * @param templateId message template
 * @param assigneeType user or team
 * @param assigneeId assignee of the step
 * @param dueAt when it is due, UTC
 * @param recordVersion version of the record on {@code crm.records} that the decision used, as in {@code ce_basis}; missing if none
 * @param definitionVersion version of the sequence on {@code sequences.definitions} that the decision used, as in {@code ce_basis}; missing if none
 */
public record StepOpenedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        String stepType,
        String name,
        @Nullable String description,
        @Nullable String templateId,
        String assigneeType,
        String assigneeId,
        Instant dueAt,
        @Nullable String recordVersion,
        @Nullable String definitionVersion)
        implements DerivedEvent {

    /** An event without versions, as of earlier releases. */
    public StepOpenedV1(
            String enrollmentId,
            String sequenceId,
            int version,
            String recordType,
            String recordId,
            String stepId,
            String stepKey,
            String stepType,
            String name,
            @Nullable String description,
            @Nullable String templateId,
            String assigneeType,
            String assigneeId,
            Instant dueAt) {
        this(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                stepId,
                stepKey,
                stepType,
                name,
                description,
                templateId,
                assigneeType,
                assigneeId,
                dueAt,
                null,
                null);
    }

    @Override
    public StepOpenedV1 withVersions(FactVersions versions) {
        return new StepOpenedV1(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                stepId,
                stepKey,
                stepType,
                name,
                description,
                templateId,
                assigneeType,
                assigneeId,
                dueAt,
                versions.ofRecord(recordType, recordId),
                versions.ofDefinition(sequenceId));
    }
}
