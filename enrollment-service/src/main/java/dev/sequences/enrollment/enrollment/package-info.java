/** Enrollments over HTTP, and how a record is put on a sequence. */
@NullMarked
package dev.sequences.enrollment.enrollment;

import org.jspecify.annotations.NullMarked;
