package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version went live. Carries the whole frozen graph: a consumer never assembles a version from edits.
 *
 * @param sequenceId the sequence
 * @param version number of the version, 1 to 500
 * @param name name of the sequence
 * @param description description of the sequence
 * @param recordType lead, opportunity, account or contact; more may come
 * @param owner id of the owner: a user, or a team if {@code ownerType} is team
 * @param changeDescription what changed, given at activation of a revision
 * @param graph the frozen graph
 * @param assignTo assignee of the steps: record-owner, record-field, owner-team, access-team or current-user; more may come
 * @param assignToField with {@code record-field}: the field of the record that names the user
 * @param skipNonWorkingDays whether waits count working days only
 * @param exitCriteria rules that end the enrollment of a record
 * @param sendWindow when automated messages may be sent; missing means at any time
 * @param timeZone whose local time counts; missing means UTC
 * @param holidayCalendar name of the calendar of days on which nothing is sent
 * @param dailyCaps daily limits of the sequence
 * @param ownerType user or team; missing in versions that went live before this field existed
 * @param businessUnit business unit of the sequence; missing if it belongs to the whole organization, and in versions that went live before
 *     this field existed
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
        @Nullable String assignToField,
        boolean skipNonWorkingDays,
        List<ExitCriterionV1> exitCriteria,
        @Nullable SendWindowV1 sendWindow,
        @Nullable TimeZoneRuleV1 timeZone,
        @Nullable String holidayCalendar,
        @Nullable DailyCapsV1 dailyCaps,
        @Nullable String ownerType,
        @Nullable String businessUnit)
        implements ContractEvent {}
