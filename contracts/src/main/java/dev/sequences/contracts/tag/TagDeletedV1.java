package dev.sequences.contracts.tag;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * A tag is gone: it is off all sequences, and its children stand where it stood.
 *
 * @param tagId the tag
 * @param parentId the tag its children stand below from now on; null on level 1
 */
public record TagDeletedV1(String tagId, @Nullable String parentId) implements ContractEvent {}
