package dev.sequences.contracts.tag;

import dev.sequences.contracts.ContractEvent;
import org.jspecify.annotations.Nullable;

/**
 * There is a new tag. Subject and key are those of the tree of tags, so that all facts about tags come in order.
 *
 * @param tagId the tag
 * @param name up to 100 characters, none of them a slash
 * @param parentId the tag it stands below; null on level 1
 */
public record TagAddedV1(
        String tagId, String name, @Nullable String parentId) implements ContractEvent {}
