/** Reactions to the events of other services and to timers. */
@NullMarked
package dev.sequences.worklist.intake;

import org.jspecify.annotations.NullMarked;
