package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An automated message is to be sent. The mail or text sender sends it once per step, with the step id as the idempotency key, and reports it with an activity.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param channel email or text; more may come
 * @param name name of the step
 * @param templateId message template
 * @param language language tag of the template
 * @param abVersion which version of an A/B test it is: a or b
 * @param requestedAt when, UTC
 */
public record MessageRequestedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        String channel,
        String name,
        String templateId,
        @Nullable String language,
        @Nullable String abVersion,
        Instant requestedAt)
        implements ContractEvent {}
