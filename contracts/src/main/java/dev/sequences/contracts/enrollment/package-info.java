/** Facts about enrollments and their steps, on topic {@code sequences.enrollments}. */
@NullMarked
package dev.sequences.contracts.enrollment;

import org.jspecify.annotations.NullMarked;
