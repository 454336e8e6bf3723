/** Lists and single enrollments, written with the events. */
@NullMarked
package dev.sequences.enrollment.views.enrollments;

import org.jspecify.annotations.NullMarked;
