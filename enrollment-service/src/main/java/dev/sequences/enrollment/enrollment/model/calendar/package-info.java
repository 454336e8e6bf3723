/** Local time: when a window is open, which days count, when a wait is over. One place for all arithmetic of the kind. */
@NullMarked
package dev.sequences.enrollment.enrollment.model.calendar;

import org.jspecify.annotations.NullMarked;
