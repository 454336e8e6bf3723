package dev.sequences.contracts.tag;

import dev.sequences.contracts.ContractEvent;

/**
 * A tag was renamed.
 *
 * @param tagId the tag
 * @param name the new name
 */
public record TagRenamedV1(String tagId, String name) implements ContractEvent {}
