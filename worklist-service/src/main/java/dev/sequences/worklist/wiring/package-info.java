/** Stored names of our events. */
@NullMarked
package dev.sequences.worklist.wiring;

import org.jspecify.annotations.NullMarked;
