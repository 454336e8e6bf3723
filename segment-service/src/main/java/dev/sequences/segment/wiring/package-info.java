/** Registers the names of stored events. */
@NullMarked
package dev.sequences.segment.wiring;

import org.jspecify.annotations.NullMarked;
