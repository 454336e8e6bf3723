/** Segments compiled for evaluation, and the time zone of the organization. */
@NullMarked
package dev.sequences.segment.reference;

import org.jspecify.annotations.NullMarked;
