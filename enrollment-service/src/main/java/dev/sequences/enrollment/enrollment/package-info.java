/** Enrollments over HTTP, and enrolling a record in a sequence. */
@NullMarked
package dev.sequences.enrollment.enrollment;

import org.jspecify.annotations.NullMarked;
