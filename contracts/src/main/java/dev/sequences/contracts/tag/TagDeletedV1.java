package dev.sequences.contracts.tag;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * A tag was deleted: it is removed from all sequences, and its children move to its parent.
 *
 * @param tagId the tag
 * @param parentId the new parent of its children; null on level 1
 */
public record TagDeletedV1(String tagId, @Nullable String parentId) implements ContractEvent {}
