/** Ends snoozes. */
@NullMarked
package dev.sequences.worklist.intake.timers;

import org.jspecify.annotations.NullMarked;
