package dev.sequences.contracts.tag;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * A tag was moved together with its descendants.
 *
 * @param tagId the tag
 * @param parentId the new parent; null on level 1
 */
public record TagMovedV1(String tagId, @Nullable String parentId) implements ContractEvent {}
