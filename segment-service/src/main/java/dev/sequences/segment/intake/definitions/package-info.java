/** Reads topic {@code sequences.definitions}. */
@NullMarked
package dev.sequences.segment.intake.definitions;

import org.jspecify.annotations.NullMarked;
