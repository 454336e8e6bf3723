package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version went live. Carries the whole frozen graph: a consumer never assembles a version from edits.
 *
 * @param sequenceId the sequence
 * @param version number of the version, 1 to 500
 * @param name name of the sequence
 * @param description description of the sequence
 * @param recordType lead, opportunity, account or contact; more may come
 * @param owner user id of the owner
 * @param changeDescription what changed, given at activation of a revision
 * @param graph the frozen graph
 * @param assignTo who gets the steps: record-owner, record-field, owner-team, access-team or current-user; more may come
 * @param skipNonWorkingDays whether waits count working days only
 * @param exitCriteria rules that disconnect a record
 */
public record SequenceActivatedV1(
        String sequenceId,
        int version,
        String name,
        @Nullable String description,
        String recordType,
        String owner,
        @Nullable String changeDescription,
        GraphV1 graph,
        String assignTo,
        boolean skipNonWorkingDays,
        List<Map<String, Object>> exitCriteria)
        implements ContractEvent {}
