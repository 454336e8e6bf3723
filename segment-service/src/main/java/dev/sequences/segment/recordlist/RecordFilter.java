package dev.sequences.segment.recordlist;

import dev.sequences.language.condition.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a list.
 *
 * @param recordType null: all types
 * @param name part of the name, in any case and normalization form; null: any
 * @param ids only these ids; null: any
 * @param conditions null: none
 * @param withoutOpenEnrollmentIn only records without an open enrollment in this sequence; null: any
 * @param ownedBy only records of this user; null: any
 */
record RecordFilter(
        @Nullable String recordType,
        @Nullable String name,
        @Nullable List<String> ids,
        @Nullable Condition conditions,
        @Nullable String withoutOpenEnrollmentIn,
        @Nullable String ownedBy) {}
