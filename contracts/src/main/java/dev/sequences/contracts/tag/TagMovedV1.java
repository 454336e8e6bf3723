package dev.sequences.contracts.tag;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * A tag stands in another place, with everything below it.
 *
 * @param tagId the tag
 * @param parentId the tag it stands below from now on; null on level 1
 */
public record TagMovedV1(String tagId, @Nullable String parentId) implements ContractEvent {}
