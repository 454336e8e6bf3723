package dev.sequences.contracts.tag;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * A tag was created. All tag events have the same subject and key, so they are in order.
 *
 * @param tagId the tag
 * @param name up to 100 characters, none of them a slash
 * @param parentId the parent tag; null on level 1
 */
public record TagAddedV1(
        String tagId, String name, @Nullable String parentId) implements ContractEvent {}
