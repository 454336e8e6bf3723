/** Timers of waits, time limits, held steps and advances. */
@NullMarked
package dev.sequences.enrollment.timers;

import org.jspecify.annotations.NullMarked;
