/** Provides the stored names of this service's events. */
@NullMarked
package dev.sequences.worklist.wiring;

import org.jspecify.annotations.NullMarked;
