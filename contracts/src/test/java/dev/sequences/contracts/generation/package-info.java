/** Makes JSON Schemas and AsyncAPI documents from the event records, so that neither is written by hand. */
@NullMarked
package dev.sequences.contracts.generation;

import org.jspecify.annotations.NullMarked;
