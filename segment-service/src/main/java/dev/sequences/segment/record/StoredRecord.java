package dev.sequences.segment.record;

import dev.sequences.segment.membership.model.Facts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as stored in table {@code record}.
 *
 * @param version entity tag, and the version of the published message
 */
public record StoredRecord(
        RecordKey key,
        @Nullable String name,
        String ownerType,
        String ownerId,
        boolean active,
        @Nullable String closedAs,
        Map<String, Object> fields,
        long version) {

    public Facts facts() {
        return new Facts(key.recordType(), key.recordId(), name, ownerType, ownerId, active, fields);
    }
}
