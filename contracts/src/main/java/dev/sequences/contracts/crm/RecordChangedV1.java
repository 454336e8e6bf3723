package dev.sequences.contracts.crm;

import dev.sequences.contracts.ContractEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Current state of one CRM record. The topic is compacted; a message without a value means that the record was deleted. Key is {@code <recordType>:<recordId>}. Contains personal data.
 *
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param name display name; may contain personal data
 * @param ownerType user or team
 * @param ownerId owner
 * @param active false once qualified, disqualified, won, lost or deactivated
 * @param closedAs how the record was closed
 * @param fields all other fields by name: text, number, boolean or null; may contain personal data
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
