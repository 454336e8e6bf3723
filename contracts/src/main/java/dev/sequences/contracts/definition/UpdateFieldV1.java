package dev.sequences.contracts.definition;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a command that sets one field of the record.
 *
 * @param field name of the field; {@code owner} for the owner of the record
 * @param value text, number or boolean; missing clears the field
 * @param ownerType of the new owner: user or team
 * @param ownerId the new owner; only with the field {@code owner}
 */
public record UpdateFieldV1(
        String field,
        @Nullable Object value,
        @Nullable String ownerType,
        @Nullable String ownerId) {}
