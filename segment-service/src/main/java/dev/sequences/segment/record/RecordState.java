package dev.sequences.segment.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requested state of a record. */
public record RecordState(
        RecordKey key,
        @Nullable String name,
        String ownerType,
        String ownerId,
        boolean active,
        @Nullable String closedAs,
        Map<String, Object> fields) {}
