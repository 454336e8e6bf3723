/** Waits whose time has come. */
@NullMarked
package dev.sequences.enrollment.intake.timers;

import org.jspecify.annotations.NullMarked;
