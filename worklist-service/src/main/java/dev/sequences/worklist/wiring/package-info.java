/** Stored names of the service's own events. */
@NullMarked
package dev.sequences.worklist.wiring;

import org.jspecify.annotations.NullMarked;
