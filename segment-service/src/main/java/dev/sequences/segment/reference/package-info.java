/** Segments compiled for evaluation. */
@NullMarked
package dev.sequences.segment.reference;

import org.jspecify.annotations.NullMarked;
