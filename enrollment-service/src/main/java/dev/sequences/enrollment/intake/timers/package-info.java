/** Timers of waits, time limits, held steps and advances. */
@NullMarked
package dev.sequences.enrollment.intake.timers;

import org.jspecify.annotations.NullMarked;
