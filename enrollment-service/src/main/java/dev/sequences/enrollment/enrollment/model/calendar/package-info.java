/** Date and time arithmetic: opening hours, working days and the end of waits. */
@NullMarked
package dev.sequences.enrollment.enrollment.model.calendar;

import org.jspecify.annotations.NullMarked;
