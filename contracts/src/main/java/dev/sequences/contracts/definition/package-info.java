/** Facts about sequence definitions, on topic {@code sequences.definitions}. */
@NullMarked
package dev.sequences.contracts.definition;

import org.jspecify.annotations.NullMarked;
