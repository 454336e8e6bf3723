package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field of the record is to be set. The system that owns the record applies it once per step.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param field name of the field; {@code owner} for the owner of the record
 * @param value text, number or boolean; missing clears the field; may contain personal data
 * @param ownerType of the new owner: user or team
 * @param ownerId the new owner
 * @param requestedAt when, UTC
 */
public record FieldUpdateRequestedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        String field,
        @Nullable Object value,
        @Nullable String ownerType,
        @Nullable String ownerId,
        Instant requestedAt)
        implements ContractEvent {}
