/** Enrollments as lists and single rows, written with the events. */
@NullMarked
package dev.sequences.enrollment.views.enrollments;

import org.jspecify.annotations.NullMarked;
