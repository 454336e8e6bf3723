/** Enrollments as lists and single rows, written with the events. */
@NullMarked
package dev.sequences.enrollment.views.connected;

import org.jspecify.annotations.NullMarked;
