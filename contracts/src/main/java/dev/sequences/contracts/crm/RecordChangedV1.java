package dev.sequences.contracts.crm;

import dev.sequences.contracts.ContractEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Present state of one CRM record; the topic is compacted and a record without value means that the record is gone. Key is {@code <recordType>:<recordId>}. Holds personal data.
 *
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param name display name; may hold personal data
 * @param ownerType user or team
 * @param ownerId owner
 * @param active false once qualified, disqualified, won, lost or deactivated
 * @param closedAs how it was closed
 * @param fields every other field by its name: text, number, boolean or null; may hold personal data
 */
public record RecordChangedV1(
        String recordType,
        String recordId,
        @Nullable String name,
        String ownerType,
        String ownerId,
        boolean active,
        @Nullable String closedAs,
        Map<String, Object> fields)
        implements ContractEvent {}
