/** Handlers of due timers. */
@NullMarked
package dev.sequences.worklist.timers;

import org.jspecify.annotations.NullMarked;
