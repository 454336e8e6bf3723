package dev.sequences.segment.record;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.segment.membership.model.Facts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as stored in table {@code record}.
 *
 * @param version entity tag, and the version of the published message
 * @param fact version of this state on {@code crm.records}, where it may not have arrived yet; null if it was read from there by an earlier
 *     release
 */
public record StoredRecord(
        RecordKey key,
        @Nullable String name,
        String ownerType,
        String ownerId,
        boolean active,
        @Nullable String closedAs,
        Map<String, Object> fields,
        long version,
        @Nullable FactVersion fact) {

    public Facts facts() {
        return new Facts(key.recordType(), key.recordId(), name, ownerType, ownerId, active, fields);
    }
}
